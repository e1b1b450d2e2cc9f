"""What each paragraph of a news page is: the article itself, or what its site puts round it."""

from collections.abc import Iterator

import regex

from loaders.text.layout import Layout

Span = tuple[int, int, str]
Marks = list[tuple[int, int]]

# Lengths in characters, read off news pages: site furniture is shorter than a sentence of an article, a byline a few
# words, a caption one or two sentences, a credit a name or two; a paragraph of the article is longer than the teaser
# of another one. Shorter lines than the last may come twice for a reason, as the answers of an interview do.
_FURNITURE = 160
_BYLINE = 120
_CAPTION = 350
_CREDIT = 60
_CREDIT_WORDS = 7
_TITLE = 250
_PARAGRAPH = 200
_SHORT_PARAGRAPH = 90
_REPEATABLE = 15

_STOPS = (".", "!", "?", "…", ".”", '."', ".»", "!”", "?”", ";")
_SENTENCE_END = regex.compile(r"[.!?…][”\"»)\]]*\s+(?=[\p{Lu}\"“„«(])")
_BULLET = regex.compile(r"[-–—•*·▪◦●○■□◆❖✔✓✅☑➢⇒→+]\uFE0F?\s")
_TEASER = regex.compile(r"\s*(?:>{1,3}|»|►|▶|➤)\s*\S")
_NAME_LINE = regex.compile(r"\p{Lu}[\p{L}\u2019'-]*\.?(?:(?: | [-–&] |, )\p{Lu}[\p{L}\u2019'-]*\.?){1,4}")
_SIGNATURE = regex.compile(r"(?<=[.!?…”\"»)])\s(\p{Lu}[\p{L}'-]*\.?(?:\s\p{Lu}[\p{L}'-]*){1,3}|\([^()]{2,60}\))$")
_WORD = regex.compile(r"\S+")


def blocks(text: str, joined: str, layout: Layout) -> Iterator[Span]:
    """Spans of the paragraphs of ``text``, or of their parts, with their kinds.

    ``joined`` is the text before the words of a compound were parted, of the same length.
    """
    lines = list(_lines(text, layout))
    kinds = _kinds(lines, layout)
    last = max((i for i, kind in enumerate(kinds) if kind in ("body", "list")), default=-1)
    for i, ((start, line, marks), kind) in enumerate(zip(lines, kinds, strict=True)):
        if kind == "caption":
            yield from _caption(start, line, marks)
            continue
        if kind != "body":
            yield start, start + len(line), kind
            continue
        signed = _signature(line, i == last, layout)
        if not marks and signed == len(line):
            yield start, start + signed, kind
            continue
        yield from _without_credits(line[:signed], start, marks, joined, layout)
        if signed < len(line):
            yield start + signed + 1, start + len(line), "byline"


def _lines(text: str, layout: Layout) -> Iterator[tuple[int, str, Marks]]:
    """Start of each line, the line, and the caption marks in it, as offsets into the line."""
    marks = list(layout.caption_marks(text))
    at, done = 0, 0
    for line in text.split("\n"):
        end = at + len(line)
        first = done
        while done < len(marks) and marks[done][0] < end:
            done += 1
        if line:
            yield at, line, [(start - at, min(stop, end) - at) for start, stop in marks[first:done]]
        at = end + 1


def _kinds(lines: list[tuple[int, str, Marks]], layout: Layout) -> list[str]:
    """The kind of each line as a whole."""
    kinds: list[str] = []
    seen: set[str] = set()
    titled, opened, read = False, "", 0
    half = sum(len(line) for _, line, _ in lines) // 2
    for i, (_, line, marks) in enumerate(lines):
        if opened and _goes_on(opened, line):
            kinds.append("furniture")
            continue
        following = lines[i + 1][1] if i + 1 < len(lines) else ""
        kind, opened = _kind(line, following, marks, seen, layout)
        # The article is yet to come: this is a button or a box of links above or inside it.
        if read < half and (opened != "related" or not titled):
            opened = ""
        if kind == "body" and not titled:
            kind = "title" if following and _is_headline(line) else kind
            titled = True
        if kind in ("body", "list"):
            read += len(line)
        kinds.append(kind)
        seen.add(line)
    return _with_name_lines([line for _, line, _ in lines], kinds)


def _kind(line: str, following: str, marks: Marks, seen: set[str], layout: Layout) -> tuple[str, str]:
    """Kind of a line, and what kind of furniture it opens for the lines that follow, if any."""
    length = len(line)
    stopped = line.endswith(_STOPS)
    opens, alone = layout.heading(line)
    if opens:
        return "furniture", opens if alone or opens == "related" else ""
    if length >= _REPEATABLE and (line in seen or (following.startswith(line) and following != line and not stopped)):
        return "repeat", ""
    if marks and length <= _CAPTION + _CREDIT and _is_caption(line, marks[0]):
        return "caption", ""
    if length <= (_SHORT_PARAGRAPH if stopped else _FURNITURE) and layout.furniture.fullmatch(line):
        return "furniture", ""
    if not stopped and _TEASER.match(line):
        return "furniture", ""
    if line[0] == "|" and line[-1] == "|" and length > 1:
        return ("caption" if "|" not in line[1:-1] else "list"), ""
    if length <= _BYLINE and not (stopped and length > _CREDIT) and layout.bylines.fullmatch(line):
        return "byline", ""
    return ("list" if _BULLET.match(line) else "body"), ""


def _goes_on(opened: str, line: str) -> bool:
    """Whether a line still belongs to the furniture that an earlier heading opened."""
    if opened == "comments":
        return True
    if opened == "legal":
        return len(line) > _SHORT_PARAGRAPH or line.endswith(_STOPS)
    return len(line) < _PARAGRAPH or not line.endswith(_STOPS)


def _is_caption(line: str, mark: tuple[int, int]) -> bool:
    """Whether a line opens with a caption mark, or is a sentence or two that end in a credit."""
    before, after = line[: mark[0]], line[mark[1] :]
    if not before.strip(" ([|"):
        return len(_SENTENCE_END.findall(after)) < 2
    return len(after) <= _CREDIT and not _SENTENCE_END.search(after) and len(_SENTENCE_END.findall(before)) <= 2


def _caption(start: int, line: str, marks: Marks) -> Iterator[Span]:
    """A caption parted from the credit behind it, and from the bars that frame it."""
    credit = marks[0][0] if marks else len(line)
    told = line[:credit].rstrip(" |([")
    lead = len(told) - len(told.lstrip(" |"))
    if len(told) - lead > _CREDIT // 2:
        yield start + lead, start + len(told), "caption"
        if len(told) < len(line):
            yield start + len(told), start + len(line), "credit"
    else:
        yield start, start + len(line), "credit"


def _without_credits(line: str, start: int, marks: Marks, joined: str, layout: Layout) -> Iterator[Span]:
    """A line of the article parted from the photo credits inside it."""
    done = 0
    for first, last in marks:
        if first < done or last > len(line):
            continue
        end = _credit_end(line, last, joined[start : start + len(line)], layout)
        if before := line[done:first].rstrip():
            yield start + done, start + done + len(before), "body"
        yield start + first, start + end, "credit"
        done = end + len(line[end:]) - len(line[end:].lstrip())
    if done < len(line):
        yield start + done, start + len(line), "body"


def _credit_end(line: str, at: int, joined: str, layout: Layout) -> int:
    """Where the name of the photographer or source ends, at the latest before the words of a new sentence.

    Nothing marks that place when a page was flattened to one line, so: capitalised words, the last of which opens
    the next sentence unless a stop or the end of the line comes first.
    """
    rest = line[at:]
    if len(rest) <= _CREDIT and "," not in rest and rest.count(" ") <= _CREDIT_WORDS and not _SENTENCE_END.search(rest):
        return len(line)
    words = [found.span() for found in _WORD.finditer(joined, at, at + 2 * _CREDIT)][:8]
    end = at
    for i, (first, last) in enumerate(words):
        word = joined[first:last]
        following = joined[words[i + 1][0]] if i + 1 < len(words) else ""
        opens_sentence = i > 0 and following and (not following.isupper() or word in layout.openers)
        if i > 0 and (opens_sentence or not (word[0].isupper() or word in "/-–&")):
            break
        end = last
        if word[-1] in ".,;)]" and len(word) > 2:
            break
    return end


def _signature(line: str, is_last: bool, layout: Layout) -> int:
    """Where the text of a line ends and a signature or an agency in parentheses after it begins."""
    if line[-1] != ")" and not is_last:
        return len(line)
    found = _SIGNATURE.search(line, max(0, len(line) - _CREDIT))
    if found is None or not (found[1][0] != "(" or layout.bylines.fullmatch(found[1])):
        return len(line)
    return found.start()


def _is_headline(line: str) -> bool:
    return len(line) <= _TITLE and (not line.endswith((".", ";", ",", ":")) or line.endswith("..."))


def _with_name_lines(lines: list[str], kinds: list[str]) -> list[str]:
    """Mark as bylines the line under the title, and the last ones of the text, that are only a person's name."""
    texts = [i for i, kind in enumerate(kinds) if kind in ("body", "list")]
    title = kinds.index("title") if "title" in kinds else -1
    ends = [i for i in texts[:1] if i == title + 1 > 0]
    while len(texts) > 1 and _is_name_line(lines[texts[-1]]):
        ends.append(texts.pop())
    return ["byline" if i in ends and _is_name_line(lines[i]) else kind for i, kind in enumerate(kinds)]


def _is_name_line(line: str) -> bool:
    return len(line) <= 40 and _NAME_LINE.fullmatch(line) is not None
