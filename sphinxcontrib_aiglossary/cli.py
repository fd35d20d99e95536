"""The command line, ``aiglossary``: look into sources, convert them, and read a definition in the terminal."""

from __future__ import annotations

import argparse
import os
import sys
from collections import Counter
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Final, NoReturn, TextIO

from . import builtin, pipeline
from ._version import __version__
from .checks import strict
from .exports import extract
from .exports.formats import EXPORTS
from .exports.terminal import describe
from .naming import plurals
from .problems import bounded
from .processes import together
from .store import open_store

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from .model import Concept
    from .problems import Problem

OK: Final = 0
FAULTY: Final = 1
"""The data has errors, or a term is unknown."""
MISUSED: Final = 2
INTERRUPTED: Final = 130

_SOURCES_HELP: Final = "a path, a glob in quotes, or `builtin`"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command.

    Args:
        arguments: the words behind the program's name; those of the process by default.

    Returns:
        The exit code: 0, 1 if the data is faulty, 2 if the command is.
    """
    for stream in (sys.stdout, sys.stderr):
        _speak_utf8(stream)
    try:
        options = parser().parse_args(arguments)
        code: int = options.run(options)
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader has seen enough. What is still buffered must not fail again when Python exits.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OK
    except KeyboardInterrupt:
        return INTERRUPTED
    except _UnwritableError as error:
        print(f"aiglossary: error: {error}", file=sys.stderr)
        return MISUSED
    return code


def _extract(options: argparse.Namespace) -> int:
    glossary = _load(options.sources)
    _write(extract.lines(glossary.entries, glossary.concepts), options.output, end="\n")
    return _tell(glossary.problems)


def _convert(options: argparse.Namespace) -> int:
    glossary = _load(options.sources)
    concepts = sorted(glossary.concepts, key=_print_order)
    _write([EXPORTS[options.to](concepts, options.detail)], options.output)
    return _tell(glossary.problems)


def _check(options: argparse.Namespace) -> int:
    glossary = _load(options.sources)
    problems = list(glossary.problems)
    if options.strict:
        problems += strict.check(glossary.entries)
    for problem in bounded(_by_place(problems)):
        print(_line(problem))
    if options.strict:
        linked, authored = strict.linked(glossary.entries)
        print(f"{linked} of {_counted(authored, 'authored concept')} with related concepts in `see`")
    counts = Counter(problem.kind.severity for problem in problems)
    print(
        f"{_counted(counts['error'], 'error')}, {_counted(counts['warning'], 'warning')},"
        f" {_counted(counts['info'], 'note')} in {_counted(len(glossary.entries), 'entry', 'entries')}"
        f" of {_counted(len(glossary.concepts), 'concept')}"
    )
    return FAULTY if counts["error"] or (options.strict and counts["warning"]) else OK


def _show(options: argparse.Namespace) -> int:
    progress = _Progress()
    with closing(open_store(options.source, Path.cwd(), None, progress)) as store:
        progress.clear()
        code = _tell(store.warnings)
        found = dict.fromkeys(match.ident for match in store.candidates(options.term))
        if found:
            print("\n\n".join(describe(store.concept(ident)) for ident in found))
            return code
        hints = " or ".join(map(repr, store.suggest(options.term)))
    hint = f"; did you mean {hints}?" if hints else ""
    print(f"aiglossary: no concept is named {options.term!r}{hint}", file=sys.stderr)
    return FAULTY


def _load(sources: Sequence[str]) -> pipeline.Glossary:
    progress = _Progress()
    glossary = pipeline.load(sources, Path.cwd(), progress, share=together)
    progress.clear()
    return glossary


def _print_order(concept: Concept) -> tuple[object, ...]:
    return (plurals.sort_key(concept.term), concept.name, concept.ident)


def _tell(problems: Iterable[Problem]) -> int:
    """Say what the author of a source should know, beside the output; ``check`` says the rest."""
    code = OK
    for problem in bounded(_by_place(problems)):
        if not problem.is_note:
            print(_line(problem), file=sys.stderr)
        if problem.kind.severity == "error":
            code = FAULTY
    return code


def _by_place(problems: Iterable[Problem]) -> Iterator[Problem]:
    """Yield problems file by file in the order of the sources, and by line in each."""
    files: dict[str, list[Problem]] = {}
    for problem in problems:
        files.setdefault(problem.origin.path, []).append(problem)
    for found in files.values():
        yield from sorted(found, key=lambda problem: problem.origin.line)


def _line(problem: Problem) -> str:
    return " ".join(str(problem).splitlines())


def _counted(number: int, what: str, several: str = "") -> str:
    return f"{number} {what}" if number == 1 else f"{number} {several or f'{what}s'}"


class _UnwritableError(Exception):
    """The output cannot be written."""


def _write(parts: Iterable[str], output: str, end: str = "") -> None:
    """Write texts to a file, if that changes it, or to the standard output."""
    if output == "-":
        for part in parts:
            sys.stdout.write(part + end)
        return
    path = Path(output)
    data = "".join(part + end for part in parts).encode("utf-8", "backslashreplace")
    try:
        if not path.is_file() or path.read_bytes() != data:
            path.write_bytes(data)
    except OSError as error:
        raise _UnwritableError(f"cannot write {output}: {error.strerror}") from error


def _speak_utf8(stream: TextIO) -> None:
    """Write UTF-8 with plain line feeds, whatever the locale of the terminal."""
    if hasattr(stream, "reconfigure"):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")


class _Progress:
    """Tells how far long work has come, in one line of a terminal, and nobody else."""

    def __init__(self) -> None:
        self._visible = sys.stderr.isatty()
        self._last = ""

    def __call__(self, what: str, done: int, total: int) -> None:
        if not self._visible:
            return
        shown = f"{what}: {100 * done // max(total, 1)} %"
        if shown != self._last:
            self._last = shown
            print(f"\r\x1b[K{shown}", end="", file=sys.stderr, flush=True)

    def clear(self) -> None:
        """Leave the line empty for what comes next."""
        if self._last:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)


class _Parser(argparse.ArgumentParser):
    """Says an error of use in one line."""

    def error(self, message: str) -> NoReturn:
        self.exit(MISUSED, f"{self.prog}: error: {message} (see {self.prog} --help)\n")


def parser() -> argparse.ArgumentParser:
    """Return the parser of the command line; the documentation prints its help."""
    program = _Parser(prog="aiglossary", description="Glossaries for Sphinx, from sources of several forms.")
    program.add_argument("--version", action="version", version=f"%(prog)s {__version__}")
    commands = program.add_subparsers(title="commands", required=True, metavar="COMMAND")

    command = commands.add_parser("extract", help="the entries of dumps as JSON Lines")
    _add_sources(command)
    _add_output(command)
    command.set_defaults(run=_extract)

    command = commands.add_parser("convert", help="the merged glossary as directives or data")
    _add_sources(command)
    command.add_argument("--to", required=True, choices=tuple(EXPORTS), help="the form to write")
    command.add_argument(
        "--detail",
        default="full",
        choices=("brief", "full"),
        help="definitions only, or everything (default)",
    )
    _add_output(command)
    command.set_defaults(run=_convert)

    command = commands.add_parser("check", help="every problem of the sources, with its origin")
    _add_sources(command)
    command.add_argument(
        "--strict",
        action="store_true",
        help="check the rules of good glossaries, too, and exit with 1 on warnings",
    )
    command.set_defaults(run=_check)

    command = commands.add_parser("show", help="the definition of a term")
    command.add_argument("term", metavar="TERM", help="a term, or any other name of a concept")
    command.add_argument(
        "--source", nargs="+", default=[builtin.NAME], metavar="SOURCE", help=f"{_SOURCES_HELP} (default)"
    )
    command.set_defaults(run=_show)
    return program


def _add_sources(command: argparse.ArgumentParser) -> None:
    command.add_argument("sources", nargs="+", metavar="SOURCE", help=_SOURCES_HELP)


def _add_output(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "-o",
        "--output",
        default="-",
        metavar="PATH",
        help="the file to write; `-` or none: the standard output",
    )


if __name__ == "__main__":
    sys.exit(main())
