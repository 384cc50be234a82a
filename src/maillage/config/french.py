"""The command line speaks French: click's own words, and a mistake in the command as one sentence.

Click takes its words from gettext under the name ``_`` in each of its modules; ours stand in front of them. A message
that this table does not know stays in English.
"""

from __future__ import annotations

import re
from importlib import import_module

import click

QUOTED = re.compile(r"(?<!\w)'([^' ]+)'")
MODULES = ("core", "formatting", "decorators", "exceptions", "types", "parser")

WORDS = {
    "Usage:": "Emploi :",
    "Options": "Options",
    "Commands": "Commandes",
    "Positional arguments": "Arguments",
    "Show this message and exit.": "Afficher cette aide.",
    "Show the version and exit.": "Afficher la version.",
    "%(prog)s, version %(version)s": "%(prog)s, version %(version)s",
    "default: {default}": "par défaut : {default}",
    "required": "obligatoire",
    "Missing command.": "Il manque une commande.",
    "Missing argument": "Il manque l'argument",
    "Missing option": "Il manque l'option",
    "Missing parameter": "Il manque le paramètre",
    "Invalid value: {message}": "{message}",
    "Invalid value for {param_hint}: {message}": "{param_hint} : {message}",
    "No such option {name!r}.": "L'option « {name} » n'existe pas.",
    "No such command {name!r}.": "« {name} » n'existe pas.",
    "Did you mean {possibility}?": "Vouliez-vous dire {possibility} ?",
    "(Did you mean one of: {possibilities}?)": "Vouliez-vous dire l'un de ceux-ci : {possibilities} ?",
    "Choose from:\n\t{choices}": "Choisissez parmi {choices}",
    "{value!r} is not a valid {number_type}.": "« {value} » n'est pas un nombre du genre attendu.",
    "{value} is not in the range {range}.": "{value} n'est pas entre les bornes {range}.",
    "{value!r} is not {choice}.": "« {value} » n'est pas connu. Écrivez {choice}.",
    "{value!r} is not one of {choices}.": "« {value} » n'est pas connu. Écrivez l'un de ces mots : {choices}.",
    "{name} {filename!r} does not exist.": "« {filename} » n'existe pas : vérifiez le chemin.",
    "{name} {filename!r} is a file.": "« {filename} » est un fichier : donnez un dossier.",
    "{name} {filename!r} is a directory.": "« {filename} » est un dossier : donnez un fichier.",
    "{name} {filename!r} is not readable.": "« {filename} » ne peut pas être lu : vérifiez ses droits.",
    "{name} {filename!r} is not writable.": "« {filename} » ne peut pas être écrit : vérifiez ses droits.",
    "Option {name!r} does not take a value.": "L'option « {name} » ne prend pas de valeur.",
    "Option {name!r} requires an argument.": "L'option « {name} » attend une valeur.",
    "Option {name!r} requires {nargs} arguments.": "L'option « {name} » attend {nargs} valeurs.",
    "Got unexpected extra argument ({args})": "« {args} » est de trop.",
    "Got unexpected extra arguments ({args})": "« {args} » sont de trop.",
}


def teach() -> None:
    """Put our words in front of click's."""
    for name in MODULES:
        module = import_module(f"click.{name}")
        if hasattr(module, "_"):
            module._ = said
        if hasattr(module, "ngettext"):
            module.ngettext = counted


def said(message: str) -> str:
    return WORDS.get(message, message)


def counted(one: str, several: str, count: int) -> str:
    return said(one if count == 1 else several)


def sentence(error: click.ClickException) -> str:
    """What was wrong with the command as it was typed, and where its help is."""
    message = QUOTED.sub(r"\1", " ".join(error.format_message().split()))
    context = getattr(error, "ctx", None)
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        return error.format_message()
    end = "" if message.endswith((".", "?")) else "."
    return f"{message}{end} Aide : « {context.command_path} --help »." if context else f"{message}{end}"
