"""Small catalogues of the tests' own, in memory."""

import json
from collections.abc import Mapping
from typing import Any

from dangan.diagnostics import Diagnostic
from dangan.schema.catalogue import Catalogue
from dangan.schema.validate import validate
from dangan.source.document import Document
from dangan.source.memory_tree import MemoryTree
from dangan.source.reader import parse_document

SHAPES = {
    "$defs": {
        "id": {
            "title": "Id", "x-zh": "编号", "type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$", "maxLength": 64,
            "x-pattern-says": {"title": "small letters, digits and hyphens", "x-zh": "小写字母、数字和连字符"},
        },
        "money": {
            "title": "Amount", "x-zh": "金额", "type": "object", "required": ["amount"], "x-provenance": False,
            "properties": {
                "amount": {"title": "Sum", "x-zh": "数额", "type": "number"},
                "currency": {"title": "Currency", "x-zh": "币种", "type": "string", "format": "currency"},
            },
        },
        "provenance": {
            "type": "object", "x-provenance": False,
            "properties": {
                "sources": {"title": "Sources", "x-zh": "来源", "type": "array", "items": {"type": "string"}},
                "as_of": {"title": "As of", "x-zh": "截至", "type": "string", "format": "date"},
            },
        },
    }
}  # fmt: skip

STAGES = {
    "prospect": {"title": "Prospect", "x-zh": "潜在客户"},
    "trading": {"title": "Trading", "x-zh": "交易中"},
}

CARD: dict[str, Any] = {
    "$schema": "meta/keywords.schema.json", "title": "Card", "x-zh": "名片", "x-sensitivity": "internal",
    "type": "object", "required": ["id", "stage"],
    "properties": {
        "id": {"$ref": "shapes.schema.json#/$defs/id"},
        "stage": {
            "title": "Stage", "x-zh": "客户阶段", "type": "string", "enum": ["prospect", "trading"], "x-enum": STAGES
        },
        "format": {"title": "Format", "x-zh": "版本", "const": 1},
        "names": {
            "title": "Names", "x-zh": "名称", "type": "object", "minProperties": 1, "maxProperties": 2,
            "properties": {
                "zh": {"title": "Chinese name", "x-zh": "中文名", "type": "string", "minLength": 2, "maxLength": 6},
                "en": {"title": "English name", "x-zh": "英文名", "type": "string"},
                "short": {"title": "Short name", "x-zh": "简称", "type": "string"},
            },
        },
        "scale": {
            "title": "Scale", "x-zh": "规模", "type": "object", "required": ["employees"],
            "properties": {
                "employees": {"title": "Employees", "x-zh": "职工人数", "type": "integer", "minimum": 1,
                              "maximum": 900000},
                "share": {
                    "title": "Share", "x-zh": "份额", "type": "number", "exclusiveMinimum": 0, "exclusiveMaximum": 100
                },
                "odds": {"title": "Odds", "x-zh": "把握", "type": "integer", "multipleOf": 10},
                "listed": {"title": "Listed", "x-zh": "上市", "type": "boolean"},
            },
        },
        "turnover": {"$ref": "shapes.schema.json#/$defs/money", "title": "Turnover", "x-zh": "营业额"},
        "phone": {"title": "Telephone", "x-zh": "电话", "type": "string", "format": "phone"},
        "since": {"title": "Since", "x-zh": "起始", "type": "string", "format": "date"},
        "uscc": {"title": "Credit code", "x-zh": "信用代码", "type": "string", "format": "uscc"},
        "site": {"title": "Website", "x-zh": "网址", "type": "string", "format": "url"},
        "tags": {
            "title": "Tags", "x-zh": "标签", "type": "array", "minItems": 1, "maxItems": 3, "uniqueItems": True,
            "items": {"type": "string"},
        },
        "owners": {
            "title": "Owners", "x-zh": "股东", "type": "array",
            "items": {
                "title": "Owner", "x-zh": "股东", "type": "object", "required": ["name"],
                "properties": {"name": {"title": "Name", "x-zh": "姓名", "type": "string"}},
            },
        },
        "staff": {
            "title": "Staff", "x-zh": "人员", "type": "object",
            "propertyNames": {
                "pattern": "^[a-z]+(-[a-z]+)*$", "maxLength": 8,
                "x-pattern-says": {"title": "small letters and hyphens", "x-zh": "小写字母和连字符"},
            },
            "additionalProperties": {
                "title": "Person", "x-zh": "人员", "type": "object",
                "properties": {
                    "job": {"title": "Job", "x-zh": "职务", "type": "string"},
                    "home": {"title": "Home", "x-zh": "住址", "type": "string", "x-sensitivity": "restricted"},
                },
            },
        },
        "price": {
            "title": "Price", "x-zh": "价格", "x-sensitivity": "confidential",
            "oneOf": [
                {"type": "number"},
                {
                    "type": "object", "required": ["per", "amount"],
                    "properties": {
                        "per": {"title": "Per", "x-zh": "单位", "const": "piece"},
                        "amount": {"title": "Sum", "x-zh": "数额", "type": "number"},
                    },
                },
                {
                    "type": "object", "required": ["per", "from"],
                    "properties": {
                        "per": {"title": "Per", "x-zh": "单位", "const": "range"},
                        "from": {"title": "From", "x-zh": "从", "type": "number"},
                        "to": {"title": "To", "x-zh": "到", "type": "number"},
                    },
                },
            ],
        },
        "due": {
            "title": "Due", "x-zh": "期限",
            "anyOf": [
                {"type": "string", "format": "date"},
                {"type": "string", "enum": ["at-once", "some-day"]},
            ],
        },
        "old": {"title": "Old", "x-zh": "旧项", "not": {"type": "string"}, "description": "no longer kept as text"},
    },
}  # fmt: skip

ARCHIVE: dict[str, Any] = {
    "format": 1,
    "kinds": {
        "card": {
            "title": "Card", "x-zh": "名片", "scope": "customer", "path": "card.yaml", "schema": "card.schema.json",
        },
    },
    "things": {"customer": {"title": "Customer", "x-zh": "客户", "kind": "card", "scope": "archive"}},
}  # fmt: skip


def tree(changes: Mapping[str, Any] | None = None) -> MemoryTree:
    """The small archive's schema files, with some replaced, added, or (None) left out; text goes in as it is."""
    files = {"archive.json": ARCHIVE, "shapes.schema.json": SHAPES, "card.schema.json": CARD} | dict(changes or {})
    return MemoryTree({f"schemas/{name}": _bytes(data) for name, data in files.items() if data is not None})


def load(changes: Mapping[str, Any] | None = None) -> tuple[Catalogue, list[Diagnostic]]:
    return Catalogue.load(tree(changes))


def document(text: str, path: str = "card.yaml") -> Document:
    parsed, problems = parse_document(path, text.encode())
    assert parsed, problems
    return parsed


def check(text: str, catalogue: Catalogue | None = None) -> list[Diagnostic]:
    """What is wrong with a card."""
    return validate((catalogue or load()[0]).kinds["card"], document(text))


def _bytes(data: Any) -> bytes:
    return data.encode() if isinstance(data, str) else json.dumps(data, ensure_ascii=False, indent=1).encode()
