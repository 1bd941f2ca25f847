"""What colleagues write above a change: what it is and why, in the language in which they speak of the customer."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from dangan.exchange.demo.notes import Place
from dangan.exchange.demo.past import BOOKS, Past
from dangan.exchange.demo.steps import Step
from dangan.levels import Level
from dangan.model.folders import PROFILE, TOP
from dangan.schema.audience import level_at
from dangan.source.node import Pointer

TOMBSTONE = "tombstone"
START = "档案库建立：人员、规则和设置"
_NAMED_BY = ("title", "text", "action", "what", "problem", "sign", "factor", "number", "period", "item", "strength")
_REASONS = ("because", "why", "reason", "basis")
_LINES, _LONG, _LISTED, _EARLY = 6, 60, 3, 12


@dataclass(frozen=True, slots=True)
class Words:
    """A subject line, and lines that say more; `again` is written above what a review asked for besides."""

    title: str
    lines: tuple[str, ...] = ()
    again: str = ""

    @property
    def text(self) -> str:
        return "\n\n".join(filter(None, (self.title, "\n".join(self.lines))))


@dataclass(frozen=True, slots=True)
class Writer:
    """Finds words for steps. A message is read by all, so it quotes nothing that is more than internal."""

    past: Past

    def words(self, step: Step) -> Words:
        lang = self._lang(step.owner)
        ended = self._ended(step, lang) if step.owner == TOMBSTONE else ""
        title = ended or f"{self._name(step, lang)}{'：' if lang == 'zh' else ': '}{self._subject(step, lang)}"
        rest = self._listed([self._label(path, lang) for path in step.paths if path not in step.first], lang)
        again = f"按审核意见补上{rest}" if lang == "zh" else f"as the review asked: {rest.lower()}"
        return Words(title, (*self._lines(step, lang), *self._reason(step, lang)), again)

    def _ended(self, step: Step, lang: str) -> str:
        """Which dossiers are here no more, and what became of each."""
        kind = self.past.sample.catalogue.kinds[TOMBSTONE]
        field = kind.field.child("what") or kind.field
        found = (self.past.sample.documents[path].data for path in step.paths)
        called = (
            f"{next(iter(data.get('names', {'': data['id']}).values()))}（{field.words(data['what'], lang)}）"
            for data in found
        )
        return f"{kind.label.to(lang)}：{self._listed(list(called), lang)}"

    def _lang(self, owner: str) -> str:
        """English where the customer has no Chinese name."""
        names = self._names(f"{owner}/{PROFILE}")
        return "en" if names and "zh" not in names else "zh"

    def _names(self, path: str) -> Mapping[str, str]:
        document = self.past.sample.documents.get(path)
        names = document.data.get("names") if document else None
        return names if isinstance(names, dict) else {}

    def _name(self, step: Step, lang: str) -> str:
        """The customer, or the one thing of the archive that it is about, else its kind."""
        own = step.owner.startswith(f"{TOP}/")
        path = f"{step.owner}/{PROFILE}" if own else step.paths[0]
        names, kind = self._names(path), self.past.sample.catalogue.kinds.get(step.owner)
        name = names.get("short") or names.get(lang) or next(iter(names.values()), "")
        if own:
            return name or step.owner.rpartition("/")[2]
        label = kind.label.to(lang) if kind else step.owner
        return f"{label}{name}" if len(step.paths) == 1 else label

    def _subject(self, step: Step, lang: str) -> str:
        zh = lang == "zh"
        ways = (self._opened(step, zh=zh), self._logged(step, lang), self._dealt(step, lang), self._booked(step, lang))
        return next(filter(None, ways), "") or self._changed(step, lang)

    def _opened(self, step: Step, *, zh: bool) -> str:
        for place in step.places:
            if place == Place(f"{step.owner}/{PROFILE}"):
                return "建档" if zh else "open the file"
            if place.path.endswith(f"/{PROFILE}") and place.pointer == ("custodian",):
                return "换客户经理" if zh else "a new account manager"
        new = [place.path for place in step.places if not place.pointer and not step.owner.startswith(f"{TOP}/")]
        names = (self._names(path) or {"": self._called(Place(path))} for path in new)
        return "收录" + "、".join(n.get("short") or next(iter(n.values())) for n in names) if new else ""

    def _logged(self, step: Step, lang: str) -> str:
        """What was met, or what has been done since."""
        logs = [place for place in step.places if self._kind(place.path) == "log"]
        for place in logs:
            data = self._data(place)
            if not place.pointer:
                return self._called(place) or self._contact(data, lang)
        for place in logs:
            action = self._data(Place(place.path, ("next", "action")))
            if isinstance(action, str) and place.pointer == ("next", "done"):
                return f"已办：{action}" if lang == "zh" else f"done: {action}"
        return ""

    def _contact(self, data: Mapping[str, Any], lang: str) -> str:
        kind = self.past.sample.catalogue.kinds["log"]
        medium = (kind.field.at(("medium",)) or kind.field).words(data.get("medium", ""), lang)
        day = date.fromisoformat(str(data.get("date")))
        return f"{day.month} 月 {day.day} 日{medium}" if lang == "zh" else f"{medium} of {day.day} {day:%B}"

    def _dealt(self, step: Step, lang: str) -> str:
        """A contract, project or claim by its name, or how far a project has come."""
        for place in step.places:
            if place.turn and place.pointer == ("step",):
                title = self._called(Place(place.path))
                return f"{title}{'，' if lang == 'zh' else ', '}{self._turned(place, lang)}"
        for kind in ("contracts", "project", "claims"):
            for place in step.places:
                new = self._kind(place.path) == kind and not place.turn
                if new and len(place.pointer) == (kind != "project") and (named := self._called(place)):
                    return named
        return ""

    def _booked(self, step: Step, lang: str) -> str:
        if {self._kind(place.path) for place in step.places} - BOOKS:
            return ""
        named = self._listed([self._label(place.path, lang) for place in step.places], lang)
        month = (step.day.replace(day=1) - timedelta(days=1)) if step.day.day < _EARLY else step.day
        return f"{month.month} 月{named}入账" if lang == "zh" else f"{named} of {month:%B} entered"

    def _changed(self, step: Step, lang: str) -> str:
        """Which sections were written or changed."""
        kinds = {self._kind(place.path) for place in step.places}
        fields = [self._section(place, lang) for place in step.places] if len(kinds) == 1 else []
        own = step.owner.startswith(f"{TOP}/")
        named = self._listed([self._label(place.path, lang) for place in step.places] if own else [], lang)
        inside = self._listed(list(filter(None, fields)), lang)
        more = (f"（{inside}）" if lang == "zh" else f" ({inside})") if inside and named else inside
        turned = any(place.turn for place in step.places)
        zh = "更正" if self._corrects(step) else "更新" if turned else "补充"
        en = "correct" if self._corrects(step) else "update" if turned else "add to"
        return f"{zh}{named}{more}" if lang == "zh" else f"{en} {named}{more}".lower()

    def _listed(self, labels: Sequence[str], lang: str) -> str:
        return ("、" if lang == "zh" else ", ").join(list(dict.fromkeys(labels))[:_LISTED])

    def _section(self, place: Place, lang: str) -> str:
        """The part of a file that a place belongs to: of a map of things the name of one."""
        top = Place(place.path, place.pointer[:1])
        return self._called(top) or self._field(top, lang) if top.pointer else ""

    def _corrects(self, step: Step) -> bool:
        """A rival value that was ruled on came with the turn of its field."""
        return any("contested" in place.pointer for place in step.places) and any(p.turn for p in step.places)

    def _lines(self, step: Step, lang: str) -> Iterator[str]:
        """What is in it, a line for each file."""
        told: dict[str, list[str]] = {}
        for place in step.places:
            said = self._turned(place, lang) if place.turn else self._called(place) or self._field(place, lang)
            told.setdefault(place.path, [])
            if said and said not in told[place.path]:
                told[place.path].append(said)
        stop, colon = ("；", "：") if lang == "zh" else ("; ", ": ")
        for path, found in list(told.items())[:_LINES]:
            more = f"{stop}…" if len(found) > _LINES // 2 else ""
            yield f"- {self._label(path, lang)}{colon if found else ''}{stop.join(found[: _LINES // 2])}{more}"

    def _reason(self, step: Step, lang: str) -> Iterator[str]:
        for place in step.places:
            data = self._data(place)
            for key in _REASONS if isinstance(data, dict) and not place.turn else ():
                if isinstance(data.get(key), str) and self._may_be_told(place.path, (*place.pointer, key)):
                    yield f"\n原因：{data[key]}" if lang == "zh" else f"\nBecause: {data[key]}"
                    return

    def _turned(self, place: Place, lang: str) -> str:
        """What a value was and became; only what it is about, where it may not be told."""
        kind = self.past.sample.catalogue.kinds.get(self._kind(place.path))
        field = kind.field.at(place.pointer) if kind else None
        before, now = self.past.before[place], self._data(place)
        if field is None or not self._may_be_told(place.path, place.pointer) or len(f"{before}{now}") > _LONG:
            return self._field(place, lang)
        return f"{field.label.to(lang)} {field.words(before, lang)} → {field.words(self._next(place), lang)}"

    def _next(self, place: Place) -> Any:
        following = place._replace(turn=place.turn + 1)
        return self.past.before.get(following, self._data(place))

    def _called(self, place: Place) -> str:
        """What a new part calls itself."""
        data = self._data(place)
        for key in _NAMED_BY if isinstance(data, dict) else ():
            found = data.get(key)
            if isinstance(found, str) and len(found) <= _LONG and self._may_be_told(place.path, (*place.pointer, key)):
                return found
        names = data.get("names") if isinstance(data, dict) and place.pointer else None
        return str(names.get("zh") or next(iter(names.values()))) if isinstance(names, dict) and names else ""

    def _field(self, place: Place, lang: str) -> str:
        kind = self.past.sample.catalogue.kinds.get(self._kind(place.path))
        field = kind.field.at(place.pointer) if kind and place.pointer else None
        return field.label.to(lang) if field else ""

    def _data(self, place: Place) -> Any:
        document = self.past.sample.documents.get(place.path)
        node = document.root.at(place.pointer) if document else None
        return node.value if node else None

    def _may_be_told(self, path: str, pointer: Pointer) -> bool:
        kind = self.past.sample.catalogue.kinds.get(self._kind(path))
        return kind is not None and level_at(kind.field, pointer) <= Level.INTERNAL

    def _kind(self, path: str) -> str:
        return self.past.owners[path].kind

    def _label(self, path: str, lang: str) -> str:
        kind = self.past.sample.catalogue.kinds.get(self._kind(path))
        return kind.label.to(lang) if kind else path.rpartition("/")[2]
