"""``maillage analyse METHOD INPUT``: the methods from a file, without database nor settings.

One module a method: it reads its table, calls the library, gives the answer. ``tables`` reads files and refuses what
cannot be read with one sentence; ``answers`` writes JSON, CSV or Parquet.
"""

from __future__ import annotations

from importlib import import_module

import click

METHODS = {
    "access": "Accès : l'offre que chaque lieu atteint, partagée ; site le plus proche.",
    "strategy": "Jeu d'acteurs : rapports de force, convergences, divergences (MACTOR).",
    "network": "Réseau : densité, ponts, trous structuraux, noyau, points de rupture.",
    "partner": "Confiance et valeur entre organisations (échelles de PARTNER).",
    "two-mode": "Qui tient quoi : ce qu'un seul acteur tient, qui partage, qui est au centre.",
    "agreement": "Accord entre évaluateurs : alpha de Krippendorff, ICC, r_wg, alpha de Cronbach.",
    "instrument": "Questionnaire à facteurs : moyenne de chacun, son mot, sa cohérence.",
    "grid": "Grille de lecture : profil, désaccords, cadre, type suggéré et pourquoi.",
    "group": "Groupe de travail : ce qui manque, composition sous quotas, tirage équitable.",
    "composite": "Indicateurs réunis, et ce que leurs rangs doivent à la façon de faire.",
}


class Methods(click.Group):
    """A method's library is imported only when that method is asked for."""

    def list_commands(self, context: click.Context) -> list[str]:
        return list(METHODS)

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        return import_module(f"{__name__}.{name.replace('-', '_')}").command if name in METHODS else None

    def format_commands(self, context: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of methods without importing any of them."""
        with formatter.section("Méthodes"):
            formatter.write_dl(list(METHODS.items()))


@click.group("analyse", cls=Methods, subcommand_metavar="METHOD INPUT [OPTIONS]")
def analyse_command() -> None:
    """Calculer une méthode sur un fichier, sans base ni serveur.

    INPUT est un fichier CSV, JSON ou Parquet, ou « - » pour l'entrée standard. Le résultat sort en JSON ; avec
    --output resultat.csv ou .parquet, l'une de ses tables est écrite (voir --table). « maillage analyse METHOD --help »
    décrit les colonnes attendues.
    """
