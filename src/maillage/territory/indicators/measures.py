"""What is counted, commune by commune: a column of a dataset, and the words that say it under a figure."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

YOUTH = "recensement-jeunes"
DIPLOMAS = "recensement-diplomes"
SCHOOLING = "recensement-scolarisation"
POPULATIONS = "populations-municipales"
LIVING = "comparateur-territoires"
SITES = "etablissements-apprentissage"
APPRENTICES = "apprentis-departement"
NEEDS = "besoins-main-oeuvre"
BASINS = "bassins-emploi"
TENSIONS = "tensions-metiers"
JOBS = "emploi-prive"
SECTORS = "emploi-secteurs"
FLORES = "emploi-flores"
ESTIMATES = "estimations-emploi"
ZONES = "zones-emploi"
COMMITTEES = "comites-emploi"
LOCAL_UNEMPLOYMENT = "chomage-localise"
TRAININGS = "formations-apprentissage"
INSERTION = "inserjeunes-cfa"
STATIONS = "gares"


@dataclass(frozen=True, slots=True)
class Measure:
    """A count known for each commune: a column of a dataset (empty dataset: the packaged population)."""

    column: str
    label: str
    dataset: str = ""


POPULATION = Measure("municipal_population", _("habitants (population municipale)"))
POPULATION_BEFORE = Measure("population_2017", _("habitants en 2017"), POPULATIONS)
CENSUS_POPULATION = Measure("population", _("habitants au recensement"), YOUTH)
YOUNG = Measure("young", _("jeunes de 15 à 24 ans"), YOUTH)
ACTIVE = Measure("young_active", _("jeunes actifs (en emploi ou au chômage)"), YOUTH)
EMPLOYED = Measure("young_employed", _("jeunes en emploi"), YOUTH)
UNEMPLOYED = Measure("young_unemployed", _("jeunes au chômage au sens du recensement"), YOUTH)
AGED_18_24 = Measure("aged_18_24", _("jeunes de 18 à 24 ans"), SCHOOLING)
NOT_STUDYING = Measure("not_studying", _("jeunes de 18 à 24 ans qui n'étudient pas"), SCHOOLING)
OUT_OF_SCHOOL = Measure("out_of_school", _("personnes de 15 ans ou plus sorties de l'école"), DIPLOMAS)
LOW_DIPLOMA = Measure("low_diploma", _("sans diplôme, brevet, CAP ou BEP"), DIPLOMAS)
POOR = Measure("poor_households", _("ménages sous le seuil de pauvreté"), LIVING)
POVERTY_KNOWN = Measure("poverty_households", _("ménages fiscaux dont le taux est publié"), LIVING)
INCOME = Measure("income_total", _("niveaux de vie médians des communes, comptés par ménage"), LIVING)
INCOME_KNOWN = Measure("income_households", _("ménages fiscaux dont le niveau de vie est publié"), LIVING)
UNEMPLOYED_ALL = Measure("unemployed", _("chômeurs de 15 à 64 ans au sens du recensement"), LIVING)
ACTIVE_ALL = Measure("active", _("actifs de 15 à 64 ans"), LIVING)
EMPLOYERS = Measure("employers", _("établissements d'au moins un salarié"), LIVING)
PRIVATE_JOBS = Measure("jobs_2024", _("salariés du privé en 2024"), JOBS)
PRIVATE_JOBS_BEFORE = Measure("jobs_2019", _("salariés du privé en 2019"), JOBS)
ALL_JOBS = Measure("flores_2023", _("postes salariés, privés et publics"), FLORES)
ESTIMATED_JOBS = Measure("estimated_2023", _("emplois salariés estimés"), ESTIMATES)
PROJECTS = Measure("projects", _("projets de recrutement"), NEEDS)
DIFFICULT_PROJECTS = Measure("difficult", _("projets jugés difficiles"), NEEDS)
SEASONAL_PROJECTS = Measure("seasonal", _("projets saisonniers"), NEEDS)
TENSION = Measure("tension_2021", _("classes de tension, comptées par offre"), TENSIONS)
TENSION_OFFERS = Measure("offers_2021", _("offres d'emploi dont la tension est publiée"), TENSIONS)
TRAINING_SITES = Measure("sites", _("établissements de formation en apprentissage"), SITES)
APPRENTICES_NOW = Measure("apprentices_2026", _("contrats d'apprentissage en cours"), APPRENTICES)
TRAINED = Measure("trainings", _("formations en apprentissage publiées"), TRAININGS)
TRAINED_3 = Measure("trainings_3", _("formations de niveau 3 (CAP)"), TRAININGS)
TRAINED_4 = Measure("trainings_4", _("formations de niveau 4 (bac professionnel, BP)"), TRAININGS)
TRAINED_5 = Measure("trainings_5", _("formations de niveau 5 (BTS)"), TRAININGS)
TRAINED_6 = Measure("trainings_6", _("formations de niveau 6 ou 7 (licence et au-delà)"), TRAININGS)
NEAR_STATION = Measure("trainings_near_station", _("formations à moins d'un kilomètre d'une gare"), TRAININGS)
LOCATED = Measure("trainings_located", _("formations situées"), TRAININGS)
MINUTES = Measure("young_minutes", _("minutes de trajet, comptées par jeune"), TRAININGS)
YOUNG_LOCATED = Measure("young_located", _("jeunes de 15 à 24 ans"), YOUTH)
YOUNG_FAR = Measure("young_far", _("jeunes à plus de 45 minutes de toute formation"), TRAININGS)
YOUNG_RATHER_FAR = Measure("young_rather_far", _("jeunes à plus de 30 minutes de toute formation"), TRAININGS)
REACHABLE = Measure("young_access", _("formations accessibles, comptées par jeune"), TRAININGS)
DIFFICULT_TOTAL = Measure("domains_difficult", _("projets difficiles dont le domaine est connu"), NEEDS)
DIFFICULT_COVERED = Measure("domains_covered", _("projets difficiles dont le domaine s'apprend à 45 minutes"), NEEDS)
