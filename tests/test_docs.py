"""The documentation: it builds, its examples do what its pages say, and its lists name all that exists."""

from __future__ import annotations

import os
import pickle
import re
import shlex
import shutil
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING, Final
from xml.etree import ElementTree as ET

import pytest
from docutils import nodes
from sphinx.util.inventory import InventoryFile

from sphinxcontrib_aiglossary import builtin, pipeline
from sphinxcontrib_aiglossary.config import VALUES
from sphinxcontrib_aiglossary.ext.collect.directives import OPTIONS, TABLE_OPTIONS
from sphinxcontrib_aiglossary.ext.collect.placeholder_nodes import aiglossary_placement
from sphinxcontrib_aiglossary.naming.plurals import letter
from sphinxcontrib_aiglossary.naming.slugs import slug
from sphinxcontrib_aiglossary.problems import Kind
from sphinxcontrib_aiglossary.sources import read_text
from sphinxcontrib_aiglossary.taxonomy import taxonomy

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

ROOT: Final = Path(__file__).parents[1]
DOCS: Final = ROOT / "docs"
PACKAGE: Final = ROOT / "sphinxcontrib_aiglossary"
SNIPPETS: Final = DOCS / "snippets"
PROJECTS: Final = sorted(conf.parent.name for conf in SNIPPETS.glob("*/conf.py"))
INFORMED: Final = sorted(file.parent.name for file in SNIPPETS.glob("*/info.txt"))
SESSIONS: Final = sorted(file.relative_to(SNIPPETS).as_posix() for file in SNIPPETS.glob("*/*.console"))
SAMPLES: Final = ("llm-serving", "moe-training", "fab-metrology")
BUILT_IN: Final = pipeline.load([builtin.NAME], ROOT)
BUILT_IN_NAMES: Final = {concept.name for concept in BUILT_IN.concepts}
SVG: Final = "{http://www.w3.org/2000/svg}"

# "{literalinclude} ../snippets/homonyms/terms.yaml", ".. literalinclude:: ../snippets/homonyms/index.rst"
_RE_INCLUDED: Final = re.compile(r"literalinclude(?:\}|::) (?:\.\./)?snippets/(\S+)")


def run(command: list[str], folder: Path) -> subprocess.CompletedProcess[str]:
    """Run a command of this Python's environment as a user with a plain terminal of 88 columns would."""
    program = shutil.which(command[0], path=str(Path(sys.executable).parent)) or command[0]
    plain = {**os.environ, "COLUMNS": "88", "NO_COLOR": "1", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "0"}
    return subprocess.run(
        [program, *command[1:]], cwd=folder, env=plain, capture_output=True, text=True, check=False
    )


def build(source: Path, output: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """Build a project as its author would."""
    command = [sys.executable, "-m", "sphinx", "--no-color", "-n", "-b", "html", *options, ".", str(output)]
    return run(command, source)


def expected(project: str, name: str) -> str:
    """Return the text that a page shows as the output of a project; ``""`` when it shows none."""
    file = SNIPPETS / project / name
    return file.read_text(encoding="utf-8").strip() if file.exists() else ""


class _Links(HTMLParser):
    """Collects the text and the address of every link of a page that leads to a term."""

    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, str] = {}
        self._href = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a" and "#term-" in (href := dict(attrs).get("href") or ""):
            self._href = href

    def handle_endtag(self, tag: str) -> None:
        if tag == "a":
            self._href = ""

    def handle_data(self, data: str) -> None:
        if self._href:
            self.found.setdefault(data, self._href)


def links(page: Path) -> Mapping[str, str]:
    """Return the links of a page that lead to terms, address by text; the first one of each text."""
    parser = _Links()
    parser.feed(page.read_text(encoding="utf-8"))
    return parser.found


@dataclass(frozen=True, slots=True)
class Built:
    """One example after its build."""

    html: Path
    info: str
    """The lines of information that are ours."""
    warnings: str
    """All that was said on the error stream, with paths relative to the example."""


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Built]:
    """A function that builds an example, once for all tests that look at it."""

    @cache
    def build_example(project: str) -> Built:
        folder = tmp_path_factory.mktemp(project)
        source = shutil.copytree(SNIPPETS / project, folder / "project")
        done = build(source, folder / "html", "-d", str(folder / "doctrees"))
        assert done.returncode == 0, done.stderr
        info = "\n".join(line for line in done.stdout.splitlines() if line.startswith("aiglossary"))
        return Built(folder / "html", info, done.stderr.replace(f"{source.resolve()}{os.sep}", "").strip())

    return build_example


@pytest.fixture
def site(request: pytest.FixtureRequest, built: Callable[[str], Built]) -> Path:
    """The HTML of the example that the test names by ``indirect`` parametrization."""
    return built(request.param).html


@pytest.fixture(scope="session")
def documentation(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The HTML of the documentation itself, built with every warning an error."""
    folder = tmp_path_factory.mktemp("docs")
    done = build(DOCS, folder / "html", "-q", "-W", "--keep-going", "-d", str(folder / "doctrees"))
    assert (done.returncode, done.stderr) == (0, "")
    return folder / "html"


@pytest.mark.parametrize("project", PROJECTS)
def test_an_example_builds_with_the_warnings_its_page_shows_and_no_other(
    project: str, built: Callable[[str], Built]
) -> None:
    """A page of the documentation that shows no warning has an example without one, ``-n`` included."""
    assert built(project).warnings == expected(project, "output.txt")


@pytest.mark.parametrize("project", INFORMED)
def test_a_build_says_the_line_of_information_that_its_page_shows(
    project: str, built: Callable[[str], Built]
) -> None:
    """What the extension did without being asked is said in one line, and the page quotes it."""
    assert built(project).info == expected(project, "info.txt")


@pytest.mark.parametrize("session", SESSIONS)
def test_a_command_prints_and_writes_what_its_page_shows(session: str, tmp_path: Path) -> None:
    """The sessions on the pages are real, and running them changes no file of the example."""
    source = (SNIPPETS / session).parent
    folder = shutil.copytree(source, tmp_path / "project")
    shown = (SNIPPETS / session).read_text(encoding="utf-8").splitlines()
    said: list[str] = []
    for line in shown:
        if line.startswith("$ "):
            done = run(shlex.split(line[2:]), folder)
            said += [line, *done.stdout.splitlines(), *done.stderr.splitlines()]
    assert said == shown
    for file in folder.iterdir():
        assert file.read_bytes() == (source / file.name).read_bytes()


def test_every_example_is_shown_on_a_page() -> None:
    """No example is left over when a page changes, and none is only a test."""
    pages = [*DOCS.rglob("*.md"), *DOCS.rglob("*.rst")]
    shown = {
        found.partition("/")[0]
        for page in pages
        if SNIPPETS not in page.parents
        for found in _RE_INCLUDED.findall(page.read_text(encoding="utf-8"))
    }
    assert shown == {folder.name for folder in SNIPPETS.iterdir()}


@pytest.mark.parametrize("site", ["tutorial-rst", "tutorial-myst"], indirect=True)
def test_the_tutorial_links_an_abbreviation_and_a_hyphenated_name_to_a_glossary_on_the_page(
    site: Path,
) -> None:
    """What the tutorial tells to look for is there, in both markups."""
    found = links(site / "index.html")
    assert found["MoE"] == "#term-mixture-of-experts"
    assert found["expert-parallelism"] == "#term-expert-parallelism"
    assert "<h2>Glossary" in (site / "index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("site", ["tutorial-next", "tutorial-next-myst"], indirect=True)
def test_the_tutorial_moves_the_glossary_to_a_page_of_its_own(site: Path) -> None:
    """With a placement the section on the first page is gone, and a used definition pulls its terms in."""
    assert links(site / "index.html")["golden lots"] == "glossary.html#term-golden-lot"
    assert "<h2>Glossary" not in (site / "index.html").read_text(encoding="utf-8")
    assert 'id="term-baseline-recipe"' in (site / "glossary.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("site", ["own-yaml"], indirect=True)
def test_own_terms_resolve_by_abbreviation_and_plural_of_a_synonym(site: Path) -> None:
    """The four roles of the page lead to two concepts, and ``see`` pulls nothing in."""
    found = links(site / "index.html")
    assert {found[name] for name in ("load lock", "LL", "loading chambers")} == {"#term-load-lock"}
    assert found["Process-Chamber"] == "#term-process-chamber"
    assert "term-transfer-robot" not in (site / "index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("site", ["translate"], indirect=True)
def test_a_catalogue_translates_the_glossary_and_both_names_lead_there(site: Path) -> None:
    """The original id, the translated order, and a link of the translation by a translated name."""
    found = links(site / "index.html")
    assert found["edge bead"] == found["Randwulst"] == "#term-edge-bead"
    assert found["Scheibe"] == "#term-substrate"
    page = (site / "index.html").read_text(encoding="utf-8")
    assert page.index('id="term-edge-bead"') < page.index('id="term-substrate"')
    assert "Die Scheibe, auf der alles entsteht." in page


@pytest.mark.parametrize("site", ["mentions"], indirect=True)
def test_a_definition_links_the_first_mention_of_what_is_printed(site: Path) -> None:
    """Each concept once, and what no page uses is pulled in by no mention."""
    page = (site / "index.html").read_text(encoding="utf-8")
    definition = page.partition('id="term-purge-cycle"')[2].partition("</dd>")[0]
    assert re.findall(r'href="#(term-[^"]*)"><span', definition) == ["term-vacuum-line", "term-water-vapor"]
    assert 'id="term-leak-check"' not in page


@pytest.mark.parametrize("site", ["raw-dump"], indirect=True)
def test_a_raw_dump_comes_out_with_a_table_a_list_a_formula_and_a_price(site: Path) -> None:
    """What the page promises of a flattened dump can be seen, and two entries of one concept are one."""
    page = (site / "index.html").read_text(encoding="utf-8")
    assert links(site / "index.html")["DOF"] == "#term-depth-of-focus"
    assert re.findall(r'<dt[^>]* id="(term-overlay[^"]*)"', page) == ["term-overlay-error"]
    assert page.count("<table") == 1
    assert page.count("<ol") == 1
    assert r"\frac{\lambda}{NA^2}" in page
    assert "$50K-200K per set" in page


@pytest.mark.parametrize("site", ["plain-dump"], indirect=True)
def test_a_plain_dump_is_read_without_empty_lines(site: Path) -> None:
    """List items and table rows with commas are no headlines."""
    found = links(site / "index.html")
    assert found["QTL"] == "#term-queue-time-limit"
    page = (site / "index.html").read_text(encoding="utf-8")
    assert page.count('id="term-') == page.count("<dt")


@pytest.mark.parametrize("site", ["placement"], indirect=True)
def test_a_term_is_linked_to_the_first_glossary_of_the_project_that_prints_it(site: Path) -> None:
    """A local glossary prints the terms of its page, but links lead to the one of the project."""
    assert links(site / "lithography.html")["dose"] == "glossary.html#term-dose"
    assert links(site / "index.html")["control limit"] == "glossary.html#term-control-limit"
    local = (site / "lithography.html").read_text(encoding="utf-8")
    assert "reaches the resist" in local
    assert "start of a lot" not in local


@pytest.mark.parametrize("site", ["uses"], indirect=True)
def test_a_glossary_lists_under_a_term_the_pages_that_use_it(site: Path) -> None:
    """The list that the page quotes."""
    page = re.sub("<[^>]+>", "", (site / "glossary.html").read_text(encoding="utf-8"))
    assert "Used in: Set up the stage, Faults\n" in page


@pytest.mark.parametrize("site", ["indexes"], indirect=True)
def test_the_indexes_and_tables_list_what_their_page_says(site: Path) -> None:
    """All three are there and linked, and a local table lists what its page uses."""
    page = (site / "index.html").read_text(encoding="utf-8")
    assert set(re.findall(r'href="aiglossary-(\w+)\.html"', page)) == {"categories", "abbreviations", "terms"}
    short = re.compile(r'<span class="std std-term">(\w+)<')
    assert short.findall(page) == ["CVD", "MFC", "RGA"]
    assert short.findall((site / "leaks.html").read_text(encoding="utf-8")) == ["MFC", "RGA"]
    terms = re.sub("<[^>]+>", "", (site / "aiglossary-terms.html").read_text(encoding="utf-8"))
    assert "gas flow controller see mass flow controller" in terms


@pytest.mark.parametrize("site", ["letters"], indirect=True)
def test_letters_choose_symbols_digits_and_other_scripts(site: Path) -> None:
    """Both pages print what their letters say, in order, and an accent does not count."""
    terms = re.compile(r'<dt[^>]* id="term-[^>]*><dfn>([^<]+)<')
    assert terms.findall((site / "index.html").read_text(encoding="utf-8")) == ["Ångström"]
    rest = terms.findall((site / "rest.html").read_text(encoding="utf-8"))
    assert rest == [".NET", "3D NAND", "plasma", "β phase"]


@pytest.mark.parametrize("project", ["by-letter", "full"])
def test_a_glossary_by_letter_and_one_in_full_are_printed_as_their_page_shows(
    project: str, tmp_path: Path
) -> None:
    """The text that the page quotes."""
    done = build(SNIPPETS / project, tmp_path / "text", "-b", "text", "-d", str(tmp_path / "doctrees"))
    assert (done.returncode, done.stderr) == (0, "")
    assert (tmp_path / "text" / "index.txt").read_text(encoding="utf-8").strip() == expected(
        project, "printed.txt"
    )


@pytest.mark.parametrize("site", ["full"], indirect=True)
def test_an_article_is_folded_under_the_name_that_its_page_quotes(site: Path) -> None:
    """Below the definition, which it does not repeat."""
    page = re.sub("<script.*</script>|<[^>]+>", "", (site / "index.html").read_text(encoding="utf-8"))
    assert page.index("a blade cuts into a board") < page.index("More on Kerf") < page.index("Bent outwards")
    assert page.count("a blade cuts into a board") == 1


@pytest.mark.parametrize("site", ["homonyms"], indirect=True)
def test_a_page_prefers_its_own_category_to_that_of_the_project(site: Path) -> None:
    """The metadata of a page works in both markups, and the qualified name everywhere."""
    learning, fab = "#term-batch-size-machine-learning", "#term-batch-size-fab-operations"
    assert links(site / "index.html")["batch size"] == learning
    assert links(site / "furnaces.html")["batch size"].endswith(fab)
    assert links(site / "dispatch.html")["batch size"].endswith(fab)
    assert links(site / "training.html")["wafers in a run"].endswith(fab)


@pytest.mark.parametrize("site", ["abbreviations", "abbreviations-myst"], indirect=True)
def test_the_first_use_of_an_abbreviation_is_printed_as_its_page_shows(site: Path) -> None:
    """Both markups print the text of the page, the title in its short form."""
    page = (site / "index.html").read_text(encoding="utf-8").partition("<h1>")[2].partition("<section")[0]
    page = re.sub(r'<a class="headerlink".*?</a>', "", page)
    words = re.sub("<[^>]+>", "", page).split()
    assert words == expected("abbreviations", "printed.txt").split()


@pytest.mark.parametrize("site", ["automatic-links"], indirect=True)
def test_plain_mentions_are_linked_where_the_page_says(site: Path) -> None:
    """Once each on the first page, and not at all on the page that is off."""
    page = (site / "index.html").read_text(encoding="utf-8").partition("<h1>")[2].partition("<h2>")[0]
    found = re.findall(r'#term-([^"]*)"[^>]*><span class="xref std std-term">(.*?)</span>', page, re.DOTALL)
    assert found == [
        ("statistical-process-control", "SPC"),
        ("recipe", "recipe"),
        ("control-limit", "control limits"),
        ("probe-card", "probe card"),
    ]
    assert not links(site / "poster.html")


@pytest.mark.parametrize("site", ["references"], indirect=True)
def test_a_term_is_found_by_role_and_by_link_and_gives_way_to_a_label(site: Path) -> None:
    """Each reference of the page leads where the page says."""
    found = links(site / "index.html")
    assert found["load lock"] == "#term-load-lock"
    assert found["slit valves"] == found["Slit"] == "#term-slit-valve"
    found = links(site / "vent.html")
    assert found == {"LL": "index.html#term-load-lock", "its valve": "index.html#term-slit-valve"}
    assert 'href="#recipe"' in (site / "vent.html").read_text(encoding="utf-8")
    assert "Recipe" not in (site / "index.html").read_text(encoding="utf-8")


def test_the_definitions_of_another_project_are_those_that_its_example_publishes(
    built: Callable[[str], Built],
) -> None:
    """The file on the page is what the first example writes, its inventory too, and the second shows it."""
    site, kept = built("published").html, SNIPPETS / "other-projects" / "fab"
    assert (site / "aiglossary.json").read_bytes() == (kept / "aiglossary.json").read_bytes()
    inventories = [(folder / "objects.inv").read_bytes() for folder in (site, kept)]
    assert len({repr(InventoryFile.loads(data, uri="").data) for data in inventories}) == 1
    page = (built("other-projects").html / "index.html").read_text(encoding="utf-8")
    shown = page.partition("<template")[2]
    assert page.count('data-for="https://fab.example.org/handbook/index.html#term-') == 2
    assert r"\(T = A / D\)" in shown
    assert "Fab operations (in Fab handbook)" in shown


@pytest.mark.parametrize("site", ["hidden"], indirect=True)
def test_hidden_parts_count_for_nothing(site: Path) -> None:
    """The one name outside of them is the first use, and all that the glossary defines."""
    page = (site / "index.html").read_text(encoding="utf-8")
    assert "Process of record (POR)" in links(site / "index.html")
    assert re.findall('id="(term-[^"]+)"', page) == ["term-process-of-record"]
    assert "Confidential" not in page


@pytest.mark.parametrize("site", ["hand-written"], indirect=True)
def test_a_glossary_written_by_hand_wins_and_gets_the_names_of_the_others(site: Path) -> None:
    """The hand-written text is linked by all names, and the other definition is not printed."""
    found = links(site / "index.html")
    assert {found[name] for name in ("load lock", "Load-locks", "LL")} == {"glossary.html#term-load-lock"}
    page = (site / "glossary.html").read_text(encoding="utf-8")
    assert "between the cleanroom" not in page
    assert "wafer is treated" in page


@pytest.mark.parametrize("site", ["exclude"], indirect=True)
def test_an_excluded_name_is_no_target(site: Path) -> None:
    """The class keeps its name, and a concept that lost an abbreviation keeps its term."""
    page = (site / "index.html").read_text(encoding="utf-8")
    assert 'href="#die"' in page
    assert 'id="term-die"' not in page
    assert "#term-vertical-interconnect-access" in links(site / "index.html").values()


def test_the_documentation_builds_without_a_warning(documentation: Path) -> None:
    """The project's own pages keep the rules that they teach."""
    assert (documentation / "index.html").exists()


@pytest.mark.parametrize("page", SAMPLES)
def test_a_sample_page_links_to_the_built_in_glossary(documentation: Path, page: str) -> None:
    """The sample pages are what a new user would write, with a dozen terms or so."""
    targets = set(links(documentation / "samples" / f"{page}.html").values())
    assert len(targets) >= 8
    assert all(target.startswith("../glossary.html#term-") for target in targets)


def test_the_sample_pages_link_to_forty_terms(documentation: Path) -> None:
    """Together, each term counted once, however it is written."""
    pages = [links(documentation / "samples" / f"{page}.html") for page in SAMPLES]
    assert len({target for page in pages for target in page.values()}) >= 40
    written = {text for page in pages for text in page}
    assert {"LLMs", "micro-batches", "MoE", "EP", "EWMA", "batch size (fab operations)"} <= written


def test_the_glossary_prints_every_built_in_concept_under_its_letter(documentation: Path) -> None:
    """A letter that comes new into the built-in glossary gets a heading of its own."""
    page = (documentation / "glossary.html").read_text(encoding="utf-8")
    printed = {
        ident: heading
        for heading, section in re.findall(r"<h2 [^>]*>([^<]+)<(.*?)(?=<h2 |</article>)", page, re.DOTALL)
        for ident in re.findall(r'<dt [^>]*id="term-([^"]+)"', section)
    }
    assert printed == {concept.ident: letter(concept.term) for concept in BUILT_IN.concepts}


def test_the_pages_by_category_print_every_concept_under_each_of_its_categories(documentation: Path) -> None:
    """One page for each group, one heading for each category that has concepts."""
    printed: dict[str, int] = {}
    for group in taxonomy().groups:
        page = documentation / "categories" / f"{slug(group.title)}.html"
        text = page.read_text(encoding="utf-8")
        assert f"<h1>{group.title}<" in text
        for heading, section in re.findall(r"<h2>([^<]+)<(.*?)(?=<h2>|</article>)", text, re.DOTALL):
            printed[heading] = len(re.findall(r"<dd[ >]", section))
    wanted = Counter(title for concept in BUILT_IN.concepts for title in concept.categories)
    assert printed == wanted


def test_every_built_in_name_has_one_target_although_several_pages_print_it(documentation: Path) -> None:
    """The page by letter is the target, and no page has an id twice."""
    inventory = InventoryFile.loads((documentation / "objects.inv").read_bytes(), uri="")
    targets = {name: item.uri for name, item in inventory.data["std:term"].items() if "#term-" in item.uri}
    assert {concept.name for concept in BUILT_IN.concepts} <= targets.keys()
    assert {uri.partition("#")[0] for name, uri in targets.items() if name in BUILT_IN_NAMES} == {
        "glossary.html"
    }
    for page in [documentation / "glossary.html", *(documentation / "categories").glob("*.html")]:
        ids = re.findall(r' id="([^"]+)"', page.read_text(encoding="utf-8"))
        assert [ident for ident, times in Counter(ids).items() if times > 1] == []


@pytest.mark.parametrize("value", VALUES, ids=lambda value: value.name)
def test_every_configuration_value_is_on_its_page(documentation: Path, value: object) -> None:
    """The page of the configuration has an address for each value."""
    page = (documentation / "reference/configuration.html").read_text(encoding="utf-8")
    assert f'id="{value.name}"' in page  # type: ignore[attr-defined] # a config.Value; pytest hands over objects


@pytest.mark.parametrize("kind", Kind, ids=lambda kind: kind.subtype)
def test_every_kind_of_warning_is_on_its_page(documentation: Path, kind: Kind) -> None:
    """The page of the warnings has an address for each kind of problem."""
    page = (documentation / "reference/warnings.html").read_text(encoding="utf-8")
    assert f'id="warning-{kind.subtype}"' in page
    assert f"aiglossary.{kind.subtype}<" in page


@pytest.mark.parametrize(
    ("directive", "options"), [("aiglossary", OPTIONS), ("aiglossary-abbreviations", TABLE_OPTIONS)]
)
def test_every_option_of_a_directive_is_in_its_table(directive: str, options: Mapping[str, object]) -> None:
    """A new option cannot be forgotten in the reference."""
    page = (DOCS / "reference/directives.md").read_text(encoding="utf-8")
    part = page.partition(f"### `{directive}`\n")[2].partition("\n### ")[0]
    assert re.findall(r"^\| `:(\w+):`", part, re.MULTILINE) == list(options)


def test_every_field_of_the_yaml_form_is_in_its_table() -> None:
    """The two tables of the reference name the fields that the reader lists when it meets an unknown one."""
    page = (DOCS / "reference/yaml.md").read_text(encoding="utf-8")
    file, _, rest = page.partition("## Fields of a concept")
    row = re.compile(r"^\| `(\w+)` \|", re.MULTILINE)
    unknown = "xyzzy: 1\nconcepts:\n  - term: die\n    xyzzy: 1\n"
    listed = [
        set(problem.message.rpartition(" are ")[2].split(", ")) for problem in read_text(unknown, "").problems
    ]
    assert listed == [set(row.findall(file)), set(row.findall(rest.partition("\n## ")[0]))]


def test_every_command_is_on_its_page(documentation: Path) -> None:
    """The help texts are printed from the parser, the one of the program first."""
    page = (documentation / "reference/command-line.html").read_text(encoding="utf-8")
    for command in ("extract", "convert", "check", "show"):
        assert f"usage: aiglossary {command}" in page


def test_the_architecture_names_paths_that_exist() -> None:
    """A module that was moved or renamed cannot live on in the architecture."""
    page = (DOCS / "architecture.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (`.+?) \|", page, re.MULTILINE)
    paths = [path for row in rows for path in re.findall(r"`([^`]+)`", row)]
    assert len(paths) > 10
    missing = [path for path in paths if not (PACKAGE / path).exists() and not (ROOT / path).exists()]
    assert not missing


def test_the_picture_of_the_flow_says_in_words_what_it_shows() -> None:
    """The file has a title and a description, and loads nothing from elsewhere."""
    text = (DOCS / "images/flow.svg").read_text(encoding="utf-8")
    picture = ET.fromstring(text)  # noqa: S314 - our own file
    assert picture.findtext(f"{SVG}title")
    assert picture.findtext(f"{SVG}desc")
    assert "http" not in text.replace("http://www.w3.org/2000/svg", "")


def test_the_readme_tells_to_run_the_tests_as_the_merge_does() -> None:
    """The second command of the README is a line of ``.ci/run``, character for character."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    commands = re.findall(r"^\$ (python3 -m venv .+)$", readme, re.MULTILINE)
    ran = (ROOT / ".ci/run").read_text(encoding="utf-8").splitlines()
    assert len(commands) == 2
    assert commands[1] in ran


def test_the_tour_is_one_document_in_both_markups(tmp_path: Path) -> None:
    """What the page of all references says in reStructuredText and in Markdown builds to equal doctrees."""
    trees = []
    for markup in ("rst", "myst"):
        done = build(
            SNIPPETS / f"tour-{markup}",
            tmp_path / markup,
            "-q",
            "-W",
            "-d",
            str(tmp_path / f"{markup}-trees"),
        )
        assert (done.returncode, done.stderr) == (0, "")
        tree = pickle.loads((tmp_path / f"{markup}-trees/index.doctree").read_bytes())  # noqa: S301 - our own
        trees.append(comparable(tree))
    assert trees[0] == trees[1]


def comparable(tree: nodes.document) -> str:
    """Return a doctree as text, without files and lines, which differ, and with each run of text as one node."""
    del tree["source"]
    for placement in tree.findall(aiglossary_placement):
        placement["placement"] = {**placement["placement"], "line": 0}
    for element in list(tree.findall(nodes.Element)):
        texts: list[nodes.Node] = []
        for child in element.children:
            if texts and isinstance(child, nodes.Text) and isinstance(texts[-1], nodes.Text):
                texts[-1] = nodes.Text(texts[-1] + child)
            else:
                texts.append(child)
        element.children = texts
    return str(tree.pformat())
