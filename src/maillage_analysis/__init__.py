"""The method, as pure functions: arrays and tables in, results out.

No web framework, no database, no clock, no network. Dates and random generators are arguments.
Every package stands on ``errors`` (how a table is refused), ``arguments`` (one of another kind than expected),
``checks`` and ``parameters`` (named actors, whole numbers, seeds) and ``results`` (what a result is, and how it becomes
JSON).

Where each method is; a function is imported from its package: ``from maillage_analysis.strategy import actors_game``.

``strategy``: actors and objectives
    - MACTOR: ``actors_game`` (all at once), ``balance_of_power``, ``actor_positions``, ``convergences``,
      ``agreement_index``; ``read_objectives``, ``economic_social_balance``, ``carried_tensions``
    - two-mode tables: ``two_mode_density``, ``project``, ``resource_exclusivity``, ``two_mode_centrality``

``network``: relations
    - ties and answers: ``density``, ``respondent_density``, ``symmetrise``, ``reciprocity``
    - who is central: ``centralization``, ``betweenness``, ``bridging_centrality``; Burt: ``structural_holes``;
      Gould and Fernandez: ``brokerage``
    - groups: ``external_internal`` (E-I), ``assortativity``, ``core_periphery``
    - what holds: ``fragmentation``, ``cut_points``, ``key_players_to_keep``, ``key_players_to_reach``
    - PARTNER: ``partner_scale``, ``partner_structure``

``grid``: ratings, agreement, typologies
    - the grid: ``read_grid``, ``read_framing``, ``suggest_type``, ``read_reliability``; on arrays: ``read_many``,
      ``agree_many``, ``suggest_many``
    - instruments: ``score_instrument``, ``band``, ``synergy_zone``, ``checklist_band``, ``tcrp_band``,
      ``rounded_half_up``
    - raters: ``krippendorff_alpha``, ``intraclass_correlations``, ``cronbach_alpha``, ``within_group_agreement`` (r_wg,
      a_wg, AD), ``bootstrap_alpha``, ``bootstrap_over_raters``, ``shrink_means``
    - given types: ``assign_prototype``, ``apply_rules``
    - types found in data: ``gower_distances``, ``partition_around_medoids``, ``silhouettes``, ``cluster_stability``,
      ``correspondence_analysis`` (MCA), ``ward_tree``, ``latent_classes``, ``adjusted_rand_index``; all together:
      ``read_families``

``access``: spatial accessibility
    - neighbourhoods: ``pairs_from_matrix``, ``pairs_from_table``, ``pairs_from_indices``, ``pairs_within``,
      ``pairs_on_roads``, ``grid``, ``warm_up``; travel: ``great_circle_km``, ``speeds``
    - decay: ``binary``, ``steps``, ``gaussian``, ``dai``, ``epanechnikov``, ``power``
    - measures: ``two_step_catchment`` (2SFCA, E2SFCA, KD, Dai), ``three_step_catchment``,
      ``modified_two_step_catchment``, ``apl``, ``standardised_demand``, ``hansen``, ``shen``, ``cumulative``, ``raam``,
      ``raam_cycles``, ``nearest``, ``white_areas``, ``double_sided``, ``triangle``, ``threshold_sensitivity``

``group``: working groups
    - ``check_coverage``, ``member_features``, ``standard_quotas``; coverage: ``compose_group``; dispersion:
      ``most_dispersed``, ``group_dispersion``; lottery (LEXIMIN): ``fair_lottery``, ``draw_group``, ``gini``

``composite``: indicators
    - ``composite``, ``rank_uncertainty``; scales: ``z_scores``, ``min_max``, ``mid_ranks``, ``log_ratios``,
      ``competition_ranks``; tension: ``tension_index``, ``quintile_thresholds``, ``quintile_classes``
    - shares: ``dissimilarity``, ``covered_share``, ``location_quotients``, ``equivalent_number``, ``wilson_interval``;
      ``most_similar``

``identity``: which records speak of the same body
    - ``find_pairs``, ``weigh_pair``, ``put_together``, ``words_of``, ``initials``, ``host_of``

``disclosure``: what may leave a space
    - ``publishable_count``, ``college_median``, ``rate_is_publishable``
"""
