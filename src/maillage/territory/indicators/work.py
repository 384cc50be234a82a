"""Indicators of jobs, employers, recruitment needs and tension."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from maillage.territory.enums import Zoning

from . import measures as m
from .indicator import EMPLOYER, WORKPLACE, Indicator, Kind, Point, Rival, Theme

FLOOR = _("Un minimum : les petits nombres cachés par le secret statistique ne sont pas comptés.")

INDICATORS = (
    Indicator(
        "private_jobs",
        12,
        Theme.JOBS,
        _("Emploi salarié privé"),
        _("salariés"),
        _("effectifs salariés du privé en fin d'année, par commune de l'établissement"),
        m.PRIVATE_JOBS,
        kind=Kind.COUNT,
        where=WORKPLACE,
        caution=_("Des salariés sont parfois déclarés au siège et non là où ils travaillent."),
        series=tuple(Point(year, f"jobs_{year}") for year in range(2014, 2025)),
        rivals=(
            Rival(
                m.ALL_JOBS,
                None,
                _("Flores compte aussi le public et l'agriculture, en postes au 31 décembre 2023, par zone d'emploi."),
            ),
            Rival(
                m.ESTIMATED_JOBS,
                None,
                _("Les estimations comptent des personnes et non des postes, dans le public et le privé, en 2023."),
            ),
        ),
    ),
    Indicator(
        "private_jobs_change",
        12,
        Theme.JOBS,
        _("Évolution de l'emploi privé en cinq ans"),
        "%",
        _("salariés du privé en 2024 ÷ salariés du privé en 2019, moins 1"),
        m.PRIVATE_JOBS,
        m.PRIVATE_JOBS_BEFORE,
        kind=Kind.CHANGE,
        digits=1,
        where=WORKPLACE,
        caution=_("Rupture de série possible en 2020 (déclaration sociale nominative)."),
    ),
    Indicator(
        "specialisation",
        13,
        Theme.JOBS,
        _("Activité la plus caractéristique"),
        _("fois la part nationale"),
        _("part de l'activité dans l'emploi privé d'ici ÷ sa part en France ; au moins 1 % de l'emploi d'ici"),
        kind=Kind.SPECIALISATION,
        digits=1,
        where=WORKPLACE,
        grain=Zoning.EMPLOYMENT_ZONE,
        also=(m.SECTORS,),
    ),
    Indicator(
        "employers",
        14,
        Theme.JOBS,
        _("Établissements employeurs"),
        _("pour 100 jeunes"),
        _("établissements d'au moins un salarié ÷ jeunes de 15 à 24 ans × 100"),
        m.EMPLOYERS,
        m.YOUNG,
        factor=100,
        digits=1,
        where=_("établissements au lieu de travail, jeunes au lieu de résidence"),
        caution=_("Établissements de fin 2018, jeunes de 2022 : un ordre de grandeur."),
        about_young_people=True,
    ),
    Indicator(
        "hiring_projects",
        15,
        Theme.TENSION,
        _("Projets de recrutement"),
        _("pour 100 salariés"),
        _("projets de recrutement de l'année ÷ salariés du privé × 100"),
        m.PROJECTS,
        m.PRIVATE_JOBS,
        factor=100,
        digits=1,
        where=EMPLOYER,
        caution=FLOOR,
        grain=Zoning.BASIN,
    ),
    Indicator(
        "difficult_hiring",
        16,
        Theme.TENSION,
        _("Projets de recrutement jugés difficiles, au moins"),
        "%",
        _("projets jugés difficiles ÷ projets de recrutement"),
        m.DIFFICULT_PROJECTS,
        m.PROJECTS,
        factor=100,
        digits=1,
        where=EMPLOYER,
        caution=_(
            "Un minimum : les petits nombres cachés par le secret statistique ne sont pas comptés comme difficiles."
        ),
        grain=Zoning.BASIN,
        is_share=True,
    ),
    Indicator(
        "seasonal_hiring",
        17,
        Theme.TENSION,
        _("Projets de recrutement saisonniers, au moins"),
        "%",
        _("projets saisonniers ÷ projets de recrutement"),
        m.SEASONAL_PROJECTS,
        m.PROJECTS,
        factor=100,
        digits=1,
        where=EMPLOYER,
        caution=FLOOR,
        grain=Zoning.BASIN,
        is_share=True,
    ),
    Indicator(
        "tension",
        18,
        Theme.TENSION,
        _("Tension moyenne des métiers"),
        _("sur 5"),
        _("classes officielles de tension des métiers (1 à 5), chacune comptant pour ses offres"),
        m.TENSION,
        m.TENSION_OFFERS,
        digits=1,
        where=EMPLOYER,
        caution=_("Les classes sont officielles, par métier et par bassin ; leur moyenne est la nôtre."),
        grain=Zoning.BASIN,
        series=tuple(Point(year, f"tension_{year}", f"offers_{year}") for year in (2020, 2021)),
        is_mean=True,
    ),
    Indicator(
        "offers",
        19,
        Theme.TENSION,
        _("Offres en alternance"),
        _("pour 1 000 jeunes"),
        _("offres en alternance publiées ÷ jeunes de 15 à 24 ans × 1 000"),
        factor=1000,
        digits=1,
        where=EMPLOYER,
        about_young_people=True,
        awaits=_(
            "Les offres en alternance ne se lisent que par les interfaces de La bonne alternance et de France Travail, "
            "avec une clé : elles ne sont pas encore lues ici."
        ),
    ),
)
