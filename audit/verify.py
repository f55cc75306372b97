#!/usr/bin/env python3
"""Verifies an audit log of Understudy, format 2, or an evidence pack taken from one.

    python3 audit/verify.py STATE/audit [--policy FILE] [--no-signer] [--json]
    python3 audit/verify.py --list FILE [--policy FILE] [--no-signer] [--json]
    python3 audit/verify.py --file PACK [--policy FILE] [--json]

Written from audit/SPEC.md alone and sharing no code with the simulator: two readers that agree prove more
than one that agrees with itself. It needs Python 3.8 and nothing else. Section numbers are those of SPEC.md.

Exit code 0: good or unfinished; 1: bad; 2: wrong usage, or something could not be read.
"""

import argparse
import base64
import binascii
import functools
import hashlib
import json
import os
import re
import sys
import time


class Refused(Exception):
    """Something that does not hold, not yet knowing where it stands. `kind` is one of section 8."""

    def __init__(self, kind, why):
        super().__init__(why)
        self.kind = kind
        self.why = why


class Defect(Exception):
    """The first thing that does not hold, with its place: a file and the byte at which the line begins."""

    def __init__(self, kind, file, byte, why):
        super().__init__(why)
        self.kind = kind
        self.file = file
        self.byte = byte
        self.why = why


# --- Ed25519 (RFC 8032, section 5.1) -------------------------------------------------------------------------
#
# Points are in extended coordinates (X, Y, Z, T): x = X/Z, y = Y/Z, xy = T/Z. Nothing here is secret, so nothing
# has to take constant time.

P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, -1, P) % P
SQRT_OF_MINUS_1 = pow(2, (P - 1) // 4, P)
IDENTITY = (0, 1, 1, 0)


def prepare(point):
    """What the addition below needs of its second operand."""
    x, y, z, t = point
    return (y - x) % P, (y + x) % P, 2 * D * t % P, 2 * z % P


def add(point, prepared):
    """The unified addition of twisted Edwards curves with a = -1; right for equal points and the identity too."""
    x, y, z, t = point
    minus, plus, t2d, z2 = prepared
    a = (y - x) * minus % P
    b = (y + x) * plus % P
    c = t * t2d % P
    d = z * z2 % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % P, g * h % P, f * g % P, e * h % P


def decode_point(data):
    """The point behind 32 bytes; None where there is none. Each point has one spelling: y is below P, and a zero
    has no sign. (Node's OpenSSL takes other spellings of a public key; no honest key has one.)"""
    number = int.from_bytes(data, "little")
    sign, y = number >> 255, number & (2**255 - 1)
    if y >= P:
        return None
    u, v = (y * y - 1) % P, (D * y * y + 1) % P
    x = u * pow(v, 3, P) * pow(u * pow(v, 7, P), (P - 5) // 8, P) % P
    if (v * x * x - u) % P != 0:
        x = x * SQRT_OF_MINUS_1 % P
        if (v * x * x - u) % P != 0:
            return None
    if x == 0 and sign == 1:
        return None
    if x & 1 != sign:
        x = P - x
    return x, y, 1, x * y % P


def encode_point(point):
    x, y, z, _ = point
    inverse = pow(z, -1, P)
    return ((y * inverse % P) | ((x * inverse % P & 1) << 255)).to_bytes(32, "little")


def multiples(point):
    """For each hexadecimal digit of a scalar, lowest first, its sixteen multiples of the point. A log has few keys
    and many signatures: with this table a multiplication is 64 additions and no doubling."""
    table = []
    for _ in range(64):
        step = prepare(point)
        row, multiple = [], IDENTITY
        for _ in range(16):
            row.append(prepare(multiple))
            multiple = add(multiple, step)
        table.append(row)
        point = multiple
    return table


def multiply(table, scalar, start=IDENTITY):
    """The sum of `start` and the scalar times the table's point; the scalar is below 2**256."""
    point = start
    for row in table:
        digit = scalar & 15
        if digit:
            point = add(point, row[digit])
        scalar >>= 4
    return point


BASE = decode_point((4 * pow(5, -1, P) % P).to_bytes(32, "little"))
BASE_TABLE = multiples(BASE)


class PublicKey:
    """An Ed25519 key to verify with."""

    def __init__(self, data):
        self.data = data
        self._table = None

    def verifies(self, message, signature):
        """Whether the signature is this key's over the message: s is below L, and R is, to the byte, what the
        equation without cofactor gives; so an R in another spelling does not pass either."""
        if len(signature) != 64:
            return False
        s = int.from_bytes(signature[32:], "little")
        if s >= L:
            return False
        if self._table is None:
            point = decode_point(self.data)
            if point is None:
                return False
            x, y, z, t = point
            self._table = multiples((P - x, y, z, P - t))
        digest = hashlib.sha512(signature[:32] + self.data + message).digest()
        h = int.from_bytes(digest, "little") % L
        return encode_point(multiply(self._table, h, multiply(BASE_TABLE, s))) == signature[:32]


@functools.lru_cache(maxsize=64)
def public_key(data):
    """The same key for the same bytes: many logs of one list have the same keys, and their tables cost time."""
    return PublicKey(data)


# --- Canonical JSON (section 1) ------------------------------------------------------------------------------

MAX_INTEGER = 2**53 - 1
MAX_LEVELS = 64


class Unfit:
    """Stands for what is JSON but cannot be canonical. No encoder knows it, so that encoding again fails."""

    def __init__(self, _=None):
        pass


def stands_before(a, b):
    """The order of UTF-16 code units. That of code points differs only where a character above U+FFFF meets one
    from U+E000 on, so not where either text is ASCII."""
    if a.isascii() or b.isascii():
        return a < b
    return a.encode("utf-16-be", "surrogatepass") < b.encode("utf-16-be", "surrogatepass")


def members_in_order(pairs):
    earlier = None
    for name, _ in pairs:
        if earlier is not None and not stands_before(earlier, name):
            return Unfit()
        earlier = name
    return dict(pairs)


def whole_number(text):
    # Long digits are not converted: that takes quadratic time, and Python itself refuses some of them.
    if len(text) > 17:
        return Unfit()
    number = int(text)
    return number if -MAX_INTEGER <= number <= MAX_INTEGER else Unfit()


def refuse_constant(name):
    raise ValueError(f"{name} is no JSON")


decode_json = json.JSONDecoder(
    object_pairs_hook=members_in_order,
    parse_int=whole_number,
    parse_float=Unfit,
    parse_constant=refuse_constant,
).decode

# Members keep the order they were read in, which is the right one or was refused.
encode_json = json.JSONEncoder(
    ensure_ascii=False, check_circular=False, allow_nan=False, separators=(",", ":")
).encode


def parse_canonical(data):
    """The value that canonical JSON bytes stand for. Refuses: `not-utf8`, `not-json`, `not-canonical`."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Refused("not-utf8", f"no UTF-8 from byte {error.start} of the line")
    try:
        value = decode_json(text)
    except RecursionError:
        if is_json(text):
            raise Refused("not-canonical", f"more than {MAX_LEVELS} levels")
        raise Refused("not-json", "no JSON")
    except ValueError as error:
        raise Refused("not-json", f"no JSON: {error}")
    # A line with few brackets cannot nest deeply; the others are looked at.
    if text.count("[") + text.count("{") > MAX_LEVELS and levels_exceed(value, MAX_LEVELS):
        raise Refused("not-canonical", f"more than {MAX_LEVELS} levels")
    try:
        again = encode_json(value)
    except TypeError:
        raise Refused("not-canonical", "a member out of order or twice, or a number that is not whole within 2^53 - 1")
    if again != text:
        raise Refused("not-canonical", "the same value has another canonical spelling")
    return value


def levels_exceed(value, levels):
    """Whether arrays and objects stand within one another more than so many times."""
    nodes = [value]
    for _ in range(levels):
        inner = []
        for node in nodes:
            if isinstance(node, dict):
                inner.extend(node.values())
            elif isinstance(node, list):
                inner.extend(node)
        nodes = inner
    return any(isinstance(node, (dict, list)) for node in nodes)


JSON_TOKEN = re.compile(
    r'[ \t\n\r]*(?:([{}\[\],:])'
    r'|("(?:[^"\\\x00-\x1f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*")'
    r"|(?:-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?|true|false|null))"
)


def is_json(text):
    """Whether a text is JSON, however deep: for what Python's own decoder gives up on."""
    inside, due, at = [], "value", 0
    end = len(text.rstrip(" \t\n\r"))
    while at < end:
        token = JSON_TOKEN.match(text, at, end)
        if token is None or due == "end":
            return False
        at = token.end()
        mark, string = token.group(1), token.group(2)
        if due == "colon":
            if mark != ":":
                return False
            due = "value"
        elif due == "comma" and mark == ",":
            due = "name" if inside[-1] == "{" else "value"
        elif due in ("value", "value or end") and mark in ("{", "["):
            inside.append(mark)
            due = "name or end" if mark == "{" else "value or end"
        elif due in ("name", "name or end") and string is not None:
            due = "colon"
        elif due in ("value", "value or end") and mark is None:
            due = "comma" if inside else "end"
        elif mark in ("}", "]") and (due == "comma" or due.endswith(" or end")):
            if inside.pop() != ("{" if mark == "}" else "["):
                return False
            due = "comma" if inside else "end"
        else:
            return False
    return due == "end"


# --- Forms (sections 1, 3 and 5) -----------------------------------------------------------------------------

HASH = re.compile(r"[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=")
BYTES_16 = re.compile(r"[A-Za-z0-9_-]{21}[AQgw]")
ORG_ID = re.compile(r"00D[A-Za-z0-9]{15}")
USER_ID = re.compile(r"005[A-Za-z0-9]{15}")
SESSION_ID = re.compile(r"0Ak[A-Za-z0-9]{15}")
RULE_ID = re.compile(r"[A-Z]+-[0-9]+")
TYPE = re.compile(r"[a-z0-9-]+\.[a-z0-9-]+")
SEALABLE = re.compile(r"[A-Za-z0-9]+")
KEY_NUMBER = re.compile(r"[0-9a-f]{16}")
INSTANT = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]\.[0-9]{3}Z")

PLATFORM = "platform"
NOTHING_BEFORE = base64.b64encode(bytes(32)).decode()


def is_text(value, form):
    return isinstance(value, str) and form.fullmatch(value) is not None


def is_count(value):
    """A whole number from 0. JSON's true and false are numbers to Python, and must not be here."""
    return type(value) is int and value >= 0


def is_instant(value):
    match = INSTANT.fullmatch(value) if isinstance(value, str) else None
    if match is None:
        return False
    year, month, day = (int(part) for part in match.groups()[:3])
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    days = (31, 29 if leap else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
    return 1 <= month <= 12 and 1 <= day <= days[month - 1]


def is_sealed(value):
    return isinstance(value, dict) and len(value) == 1 and is_text(value.get("$sealed"), HASH)


def hash_text(data):
    return base64.b64encode(hashlib.sha256(data).digest()).decode()


def decode_base64(text):
    """The bytes behind padded base64; None unless encoding them again gives the same text."""
    try:
        data = base64.b64decode(text.encode("ascii"), validate=True)
    except (UnicodeEncodeError, binascii.Error):
        return None
    return data if base64.b64encode(data).decode() == text else None


# --- Keys, notes, policies (sections 3 and 5) ----------------------------------------------------------------


class Key:
    """A C2SP vkey: `name+id+base64`, the id being the first 4 bytes of SHA-256 over name, newline, 1 and the key."""

    def __init__(self, vkey):
        parts = vkey.split("+", 2)
        if len(parts) != 3:
            raise Refused("bad-form", f'no vkey: "{vkey}"')
        self.vkey = vkey
        self.name, number, encoded = parts
        data = decode_base64(encoded)
        if not is_key_name(self.name) or data is None or len(data) != 33 or data[0] != 1:
            raise Refused("bad-form", f'no vkey of an Ed25519 key: "{vkey}"')
        self.id = hashlib.sha256(self.name.encode("utf-8", "surrogatepass") + b"\n" + data).digest()[:4]
        if number != self.id.hex():
            raise Refused("bad-form", f'the id of a vkey is not that of its key: "{vkey}"')
        self.public = public_key(data[1:])


def is_key_name(name):
    return name != "" and "+" not in name and not any(c.isspace() or ord(c) < 32 for c in name)


MAX_SIGNATURES = 100


class Note:
    """A C2SP signed note over a C2SP checkpoint of three lines. Refuses: `bad-note`."""

    def __init__(self, note):
        self.note = note
        if any(ord(c) < 32 and c != "\n" for c in note):
            raise Refused("bad-note", "control characters")
        lines = note.split("\n")
        if len(lines) < 6 or lines[3] != "" or lines[-1] != "":
            raise Refused("bad-note", "no note of three lines, an empty one and signatures")
        self.origin, size, self.root = lines[:3]
        if self.origin == "":
            raise Refused("bad-note", "the origin is empty")
        if re.fullmatch(r"0|[1-9][0-9]{0,15}", size) is None or int(size) > MAX_INTEGER:
            raise Refused("bad-note", f'no size: "{size}"')
        if HASH.fullmatch(self.root) is None:
            raise Refused("bad-note", f'no root: "{self.root}"')
        self.size = int(size)
        if len(lines) - 5 > MAX_SIGNATURES:
            raise Refused("bad-note", f"more than {MAX_SIGNATURES} signatures")
        self.signed = "\n".join(lines[:3] + [""]).encode("utf-8")
        self.signatures = [parse_signature(line) for line in lines[4:-1]]

    def check_signatures(self, keys):
        """One signature line of each key, in that order, and no other. Refuses: `bad-signature`."""
        if len(self.signatures) != len(keys):
            raise Refused("bad-signature", f"{len(self.signatures)} signatures where {len(keys)} are due")
        for key, signature in zip(keys, self.signatures):
            self.check_signature(key, signature)

    def check_signature(self, key, signature):
        name, number, data = signature
        if name != key.name or number != key.id:
            raise Refused("bad-signature", f"signed by {name}+{number.hex()} where {key.name}+{key.id.hex()} is due")
        if not key.public.verifies(self.signed, data):
            raise Refused("bad-signature", f"the signature is not that of {key.name}+{key.id.hex()}")


def parse_signature(line):
    parts = line.split(" ")
    data = decode_base64(parts[2]) if len(parts) == 3 else None
    if data is None or len(data) < 5 or parts[0] != "\u2014" or not is_key_name(parts[1]):
        raise Refused("bad-note", f'no signature line: "{line}"')
    return parts[1], data[:4], data[4:]


def format_policy(vkeys):
    return "".join(f"log {vkey}\n" for vkey in vkeys) + "quorum none\n"


def parse_policy(text):
    """The vkeys of a policy; None where it is none."""
    lines = text.split("\n")
    vkeys = [line[len("log ") :] for line in lines[:-2]]
    return vkeys if vkeys and format_policy(vkeys) == text else None


# --- The Merkle tree (RFC 6962, section 2.1) -----------------------------------------------------------------


def leaf_hash(line):
    return hashlib.sha256(b"\x00" + line).digest()


def node_hash(left, right):
    return hashlib.sha256(b"\x01" + left + right).digest()


class Tree:
    """A tree that only grows: of all its leaves it keeps the perfect subtrees at its edge."""

    def __init__(self):
        self.size = 0
        self.edge = []

    def append(self, leaf):
        """Each 1 at the low end of the size is a subtree that the new one completes to twice its size."""
        carried = self.size
        while carried & 1:
            leaf = node_hash(self.edge.pop(), leaf)
            carried >>= 1
        self.edge.append(leaf)
        self.size += 1

    def root(self):
        if not self.edge:
            return hashlib.sha256(b"").digest()
        root = self.edge[-1]
        for subtree in reversed(self.edge[:-1]):
            root = node_hash(subtree, root)
        return root


def root_by_path(leaf, index, size, path):
    """The root that an audit path (RFC 6962, section 2.1.1) leads to; None where the path has a wrong length.
    Going up, `last` is the index of the rightmost node of the level; a node that is rightmost and even has no
    sibling there and rises as it is."""
    if index >= size:
        return None
    node, last, rest = leaf, size - 1, list(path)
    while last > 0:
        if index & 1 or index < last:
            if not rest:
                return None
            sibling = rest.pop(0)
            node = node_hash(sibling, node) if index & 1 else node_hash(node, sibling)
        index >>= 1
        last >>= 1
    return node if not rest else None


# --- Records (section 3) -------------------------------------------------------------------------------------

ENVELOPE = frozenset(
    "v seq b prev org orgSeq orgPrev type at wall mono nonce more user delegateUser session changes rows decision".split()
)
MAX_LINE = 65535


class Sealed:
    """The values of one record that stand elsewhere: hashes by name, and how many items `changes` has."""

    def __init__(self, hashes, rows):
        self.hashes = hashes
        self.rows = rows


def check_form(record, text):
    """What a record must be by itself. Returns its sealed values. Refuses: `bad-form`."""

    def must(holds, what):
        if not holds:
            raise Refused("bad-form", f"`{what}` is missing or has a form it cannot have")

    get = record.get
    must(type(get("v")) is int and get("v") == 2, "v")
    must(is_count(get("seq")), "seq")
    must(is_count(get("b")), "b")
    must(is_text(get("prev"), HASH), "prev")
    must(get("org") == PLATFORM or is_text(get("org"), ORG_ID), "org")
    must(is_count(get("orgSeq")), "orgSeq")
    must(is_text(get("orgPrev"), HASH), "orgPrev")
    must(is_text(get("type"), TYPE), "type")
    must(is_instant(get("at")), "at")
    must(is_instant(get("wall")), "wall")
    must(is_count(get("mono")), "mono")
    must(is_text(get("nonce"), BYTES_16), "nonce")
    must("more" not in record or get("more") is True, "more")
    for name in ("user", "delegateUser"):
        must(name not in record or is_user(get(name)), name)
    must("session" not in record or is_text(get("session"), SESSION_ID), "session")
    must(("changes" in record) == ("rows" in record), "rows")
    if "rows" in record:
        must(is_sealed(get("changes")), "changes")
        must(is_count(get("rows")) and get("rows") >= 1, "rows")
    if "decision" in record:
        must(is_decision(get("decision")), "decision")

    if '"$sealed"' not in text:
        return Sealed({}, 0)
    must("$sealed" not in record, "$sealed")
    hashes = {}
    for name, value in record.items():
        if is_sealed(value):
            must(SEALABLE.fullmatch(name) is not None, name)
            hashes[name] = value["$sealed"]
        elif name == "decision":
            if is_sealed(value["because"]):
                hashes["decision.because"] = value["because"]["$sealed"]
        elif name not in ENVELOPE:
            must(not holds_sealed(value), name)
    return Sealed(hashes, get("rows", 0))


def is_user(value):
    return (
        isinstance(value, dict)
        and len(value) == 2
        and is_text(value.get("id"), USER_ID)
        and is_text(value.get("org"), ORG_ID)
    )


def is_decision(value):
    return (
        isinstance(value, dict)
        and len(value) == 3
        and value.get("effect") in ("allow", "deny")
        and is_text(value.get("rule"), RULE_ID)
        and (isinstance(value.get("because"), str) or is_sealed(value.get("because")))
    )


def holds_sealed(value):
    """Whether a member `$sealed` stands anywhere in a value. Nesting has been checked before."""
    if isinstance(value, dict):
        return "$sealed" in value or any(holds_sealed(inner) for inner in value.values())
    return isinstance(value, list) and any(holds_sealed(inner) for inner in value)


def name_order(name):
    """The order of names in a disclosure: by name, but items by their place."""
    item = re.fullmatch(r"changes\.(0|[1-9][0-9]*)", name)
    place = -1
    if item is not None:
        # More digits than a number of rows can have would cost time and gain nothing.
        name, place = "changes.", int(item.group(1)[:17])
    return name.encode("utf-16-be", "surrogatepass"), place


def item_place(name, rows):
    """The place N of the name `changes.N`; None where there are not so many rows."""
    item = re.fullmatch(r"changes\.(0|[1-9][0-9]{0,15})", name)
    place = int(item.group(1)) if item is not None else rows
    return place if place < rows else None


# --- The signer (section 7) ----------------------------------------------------------------------------------

STATE_BYTES, SLOT_BYTES, SLOTS = 8192, 1024, (0, 4096)


class Signer:
    """What the signer has signed last. `size` is S; `note` is absent where S is 0. `damaged` is what a crash can leave,
    `misshapen` what none can."""

    def __init__(self, data):
        self.size, self.note, self.damaged = 0, None, False
        between = data[SLOT_BYTES : SLOTS[1]] + data[SLOTS[1] + SLOT_BYTES :]
        self.misshapen = len(data) != STATE_BYTES or any(between)
        for start in SLOTS:
            slot = data[start : start + SLOT_BYTES]
            if not any(slot):
                continue
            note = read_slot(slot)
            if note is None:
                self.damaged = True
            elif note.size > self.size:
                self.size, self.note = note.size, note


def read_slot(slot):
    """The note in a slot; None for one that is half written."""
    if len(slot) != SLOT_BYTES:
        return None
    try:
        value = parse_canonical(slot.rstrip(b" "))
        if not isinstance(value, dict) or set(value) != {"note", "sum"} or not isinstance(value["note"], str):
            return None
        if value["sum"] != hash_text(value["note"].encode("utf-8")):
            return None
        note = Note(value["note"])
    except Refused:
        return None
    return note if note.size > 0 else None


# --- Disclosures (section 9) ---------------------------------------------------------------------------------


class Line:
    """One line of a disclosures file. Refuses: `bad-disclosure`."""

    def __init__(self, data):
        try:
            value = parse_canonical(data)
        except Refused as refused:
            raise Refused("bad-disclosure", f"{refused.kind}: {refused.why}")

        def must(holds, what):
            if not holds:
                raise Refused("bad-disclosure", f"`{what}` is missing or has a form it cannot have")

        must(isinstance(value, dict), "b")
        kind = "erased" if "erased" in value else "box"
        for name in value:
            must(name in ("b", "k", "of", "org", "sum", kind), name)
        must(is_count(value.get("b")), "b")
        must(is_text(value.get("k"), KEY_NUMBER), "k")
        must(value.get("org") == PLATFORM or is_text(value.get("org"), ORG_ID), "org")
        if kind == "erased":
            must(is_count(value["erased"]), "erased")
        else:
            box = decode_base64(value["box"]) if isinstance(value.get("box"), str) else None
            must(box is not None and len(box) >= 28, "box")
        of = value.get("of")
        must(isinstance(of, list) and len(of) > 0 and all(is_named(item) for item in of), "of")
        rest = {name: inner for name, inner in value.items() if name != "sum"}
        if value.get("sum") != hash_text(encode_json(rest).encode("utf-8")):
            raise Refused("bad-disclosure", "`sum` is not the hash of the line")
        self.b, self.org, self.of, self.erased = value["b"], value["org"], of, value.get("erased")


def is_named(item):
    return isinstance(item, list) and len(item) == 2 and is_count(item[0]) and isinstance(item[1], str)


class Due:
    """The sealed values of one record for which a line is due."""

    def __init__(self, seq, org, sealed):
        self.seq = seq
        self.org = org
        self.rows = sealed.rows
        self.names = set(sealed.hashes)
        self.items = set()

    def take(self, name):
        """Whether the name was due; it is not any more."""
        if name in self.names:
            self.names.remove(name)
            return True
        place = item_place(name, self.rows)
        if place is None or place in self.items:
            return False
        self.items.add(place)
        return True

    def first(self):
        """The first name that is still due; None when all are taken."""
        left = set(self.names)
        if len(self.items) < self.rows:
            place = 0
            while place in self.items:
                place += 1
            left.add(f"changes.{place}")
        return min(left, key=name_order) if left else None


class Disclosures:
    """Reads the file beside a segment in step with it, so that of both no more than a batch is in memory. What is
    wrong is kept and not raised: section 8 asks of all lines of the log first."""

    def __init__(self, folder, segment):
        self.file = f"disclosures/{segment}.jsonl"
        path = os.path.join(folder, "disclosures", f"{segment}.jsonl")
        self.stream = open(path, "rb") if os.path.lexists(path) else None
        self.size = os.path.getsize(path) if self.stream is not None else 0
        self.at = 0  # where the line begins that `line` is
        self.next = 0  # where the one after begins
        self.line = None
        self.unreadable = None  # the first line that is none
        self.defect = None
        self.missing = None
        self.closed = -1  # the last batch that was settled
        self.erased = []  # (the record said to be an audit.erasure-requested, place of the line)
        self.advance()

    def close(self):
        if self.stream is not None:
            self.stream.close()

    def refuse(self, why):
        return Defect("bad-disclosure", self.file, self.at, why)

    def read(self):
        """The next line; None where there is no more. Refuses what is no line."""
        self.at = self.next
        data = self.stream.readline() if self.stream is not None else b""
        self.next += len(data)
        if data == b"":
            return None
        if not data.endswith(b"\n"):
            raise Refused("bad-disclosure", "a line that is cut off")
        return Line(data[:-1])

    def advance(self):
        try:
            self.line = self.read()
        except Refused as refused:
            self.line = None
            self.unreadable = self.refuse(refused.why)

    def settle(self, b, dues):
        """A batch is complete: its lines name its sealed values, each once. `dues` are by number of the record."""
        while self.defect is None and self.line is not None and self.line.b <= b:
            why = self.compare(self.line, b, dues)
            if why is not None:
                self.defect = self.refuse(why)
            self.advance()
        self.closed = b
        for due in dues.values():
            name = due.first()
            if name is not None and self.missing is None:
                self.missing = f"no line names `{name}` of record {due.seq}"

    def compare(self, line, b, dues):
        """What is wrong with a line, if anything is."""
        if line.b < b:
            return f"batch {line.b} is out of order"
        orders = [(seq, name_order(name)) for seq, name in line.of]
        if any(later <= earlier for earlier, later in zip(orders, orders[1:])):
            return "`of` is not in order"
        for seq, name in line.of:
            due = dues.get(seq)
            if due is None or due.org != line.org or not due.take(name):
                return f"`{name}` of record {seq} is not due"
        if line.erased is not None:
            self.erased.append((line.erased, self.at))
        return None

    def finish(self, may_have_tail):
        """All batches are settled. Whether something stands behind them that was never acknowledged, as it may where
        the acknowledged part of the log ends."""
        if self.defect is not None:
            return False
        behind = self.unreadable
        if behind is None and self.line is not None:
            behind = self.refuse(f"batch {self.line.b} is not there")
        if behind is not None and (not may_have_tail or self.is_followed()):
            self.defect = behind
            return False
        if self.missing is not None:
            self.defect = Defect("missing-disclosure", self.file, self.size, self.missing)
        return behind is not None

    def is_followed(self):
        """Whether a line of a settled batch stands further on: no crash leaves that."""
        while True:
            try:
                line = self.read()
            except Refused:
                continue
            if line is None:
                return False
            if line.b <= self.closed:
                return True


# --- The log (sections 2 to 8) -------------------------------------------------------------------------------

# The order of kinds wants a line as a whole before its length counts. A line of this size is no slip any more, and
# reading on would let one file fill the memory.
LINE_LIMIT = 64 * 1024 * 1024
SEGMENT = re.compile(r"([0-9]{12})\.jsonl")
SEAL = re.compile(r"([0-9]{12})\.seal")


class Head:
    """The end of one stream: number and leaf hash of its last record, and the number last stated of it."""

    __slots__ = ("number", "leaf", "stated")

    def __init__(self):
        self.number, self.leaf, self.stated = -1, NOTHING_BEFORE, -1


class Acknowledged:
    """How far everything holds and was acknowledged, as far as is known."""

    def __init__(self, size, batches, root, keys, origin):
        self.size, self.batches, self.root, self.keys, self.origin = size, batches, root, keys, origin


class BeyondSigner(Refused):
    """A commit line that holds, and that the signer knows nothing of."""


def hash_of_nothing():
    return base64.b64encode(Tree().root()).decode()


class Log:
    """A log as far as it has been read. It remembers what later lines are measured by: the edge of the tree, the
    end of each stream, the keys, and which records are an `audit.erasure-requested`."""

    def __init__(self, signer, checkpoint):
        self.signer = signer
        self.checkpoint = checkpoint
        self.checkpoint_found = False
        self.tree = Tree()
        self.leaf = NOTHING_BEFORE
        self.heads = {}
        self.origin = None
        self.keys = []
        self.keys_due = []  # who has to sign the commit line of the batch at hand
        self.before_segment = None  # number of the segment before; None in the first
        self.batch = 0  # number of the batch at hand
        self.in_batch = 0  # how many records of it have been read
        self.more = False
        self.rotated = False  # the record before ended its batch with a rotation
        self.committed = None  # the note of the last commit line
        self.acknowledged = Acknowledged(0, 0, hash_of_nothing(), [], None)
        # "open" once all records below S are read, "closed" once their commit line is too: what follows is the tail.
        self.tail = "closed" if signer is not None and signer.size == 0 else None
        self.misfit = None  # why the signer's note could not stand on the commit line of its batch
        self.dues = {}
        self.erasures = []  # numbers of the records that are an audit.erasure-requested
        self.day = None

    def size(self):
        return self.tree.size

    # -- one line --

    def read(self, data, starts_segment):
        """Asks a line, without its newline, all there is to ask, in the order of section 8. Returns whether it was
        a commit line."""
        value = parse_canonical(data)
        if isinstance(value, dict) and "$commit" in value:
            self.read_commit(value, starts_segment)
            return True
        if len(data) > MAX_LINE:
            raise Refused("too-long", f"a line of {len(data)} bytes")
        if not isinstance(value, dict):
            raise Refused("bad-form", "the line is neither record nor commit line")
        sealed = check_form(value, data.decode("utf-8"))
        self.check_follows(value)
        self.check_own(value, starts_segment)
        self.take(value, data, sealed)
        return False

    def check_follows(self, record):
        head = self.heads.get(record["org"]) or Head()
        for kind, name, due in (
            ("bad-batch", "b", self.batch),
            ("bad-seq", "seq", self.tree.size),
            ("bad-prev", "prev", self.leaf),
            ("bad-org-seq", "orgSeq", head.number + 1),
            ("bad-org-prev", "orgPrev", head.leaf),
        ):
            if record[name] != due:
                raise Refused(kind, f"`{name}` is {record[name]} where {due} is due")

    def check_own(self, record, starts_segment):
        """Section 4. Refuses: `bad-own-record`."""

        def must(holds, why):
            if not holds:
                raise Refused("bad-own-record", why)

        kind, get = record["type"], record.get
        must(not self.rotated, "a record behind audit.key-rotated in the same batch")
        must((kind == "audit.founded") == (record["seq"] == 0), "audit.founded is record 0 and no other")
        opens = starts_segment and self.before_segment is not None
        must((kind == "audit.segment-sealed") == opens, "audit.segment-sealed is first in a segment and nowhere else")
        if kind not in ("audit.founded", "audit.org-stated", "audit.segment-sealed", "audit.key-rotated"):
            return
        must(record["org"] == PLATFORM, f"{kind} is not in the stream {PLATFORM}")
        if kind == "audit.founded":
            self.origin = get("origin")
            must(isinstance(self.origin, str), "`origin` is missing or no text")
            self.keys = [self.parse_key(get("key"))]
            self.keys_due = list(self.keys)
        elif kind == "audit.segment-sealed":
            first = get("first")
            must(is_count(first) and first == self.before_segment, f"`first` is not {self.before_segment}")
        elif kind == "audit.org-stated":
            must(is_text(get("subject"), ORG_ID), "`subject` is no org")
            head = self.heads.get(get("subject"))
            must(head is not None, "nothing of the stream `subject` stands before")
            must(is_count(get("number")) and get("number") == head.number, f"`number` is not {head.number}")
            must(get("hash") == head.leaf, f"`hash` is not {head.leaf}")
        else:
            must(get("before") == self.keys[-1].vkey, "`before` is not the key that was due")
            key = self.parse_key(get("key"))
            must(key.vkey not in [earlier.vkey for earlier in self.keys], "`key` was due before")
            self.keys.append(key)
            self.keys_due.append(self.keys[-1])

    def parse_key(self, vkey):
        try:
            key = Key(vkey) if isinstance(vkey, str) else None
        except Refused as refused:
            raise Refused("bad-own-record", refused.why)
        if key is None or key.name != self.origin:
            raise Refused("bad-own-record", "`key` is no vkey with the origin for a name")
        return key

    def take(self, record, data, sealed):
        """The record holds: what comes is measured by it."""
        leaf = leaf_hash(data)
        self.tree.append(leaf)
        self.leaf = base64.b64encode(leaf).decode()
        head = self.heads.get(record["org"])
        if head is None:
            head = self.heads[record["org"]] = Head()
        head.number, head.leaf = record["orgSeq"], self.leaf
        self.in_batch += 1
        self.more = "more" in record
        self.rotated = record["type"] == "audit.key-rotated"
        self.day = record["at"][:10]
        if sealed.hashes:
            self.dues[record["seq"]] = Due(record["seq"], record["org"], sealed)
        if record["type"] == "audit.org-stated":
            self.heads[record["subject"]].stated = record["number"]
        elif record["type"] == "audit.erasure-requested":
            self.erasures.append(record["seq"])
        if self.tail is None and self.signer is not None and self.signer.size == self.tree.size:
            if self.root() == self.signer.note.root:
                self.tail = "open"
                self.misfit = self.misfit_of(self.signer.note)
                self.acknowledged = self.now(self.batch + 1)

    def read_commit(self, value, starts_segment):
        if len(value) != 1 or not isinstance(value["$commit"], str):
            raise Refused("bad-form", "no commit line")
        if starts_segment or self.in_batch == 0:
            raise Refused("bad-form", "a commit line without a record before it")
        if self.more:
            raise Refused("bad-append", "a commit line behind a record with `more`")
        note = Note(value["$commit"])
        self.check_note(note)
        if self.signer is not None and note.size > self.signer.size:
            raise BeyondSigner("beyond-signer", f"size {note.size}, but the signer has signed {self.signer.size}")
        self.committed = note
        if self.checkpoint is not None and note.note.encode("utf-8") == self.checkpoint:
            self.checkpoint_found = True
        self.batch += 1
        self.in_batch = 0
        self.rotated = False
        self.keys_due = [self.keys[-1]]
        self.acknowledged = self.now(self.batch)
        if self.tail == "open":
            self.tail = "closed"

    def check_note(self, note):
        """Whether a note can stand on the commit line of the batch at hand."""
        if note.origin != self.origin:
            raise Refused("bad-origin", f'the origin is "{note.origin}" where "{self.origin}" is due')
        if note.size != self.tree.size:
            raise Refused("bad-size", f"the size is {note.size} where {self.tree.size} is due")
        if note.root != self.root():
            raise Refused("bad-root", f"the root is {note.root} where {self.root()} is due")
        note.check_signatures(self.keys_due)

    def misfit_of(self, note):
        if self.more:
            return "it ends within an append"
        try:
            self.check_note(note)
        except Refused as refused:
            return refused.why
        return None

    def root(self):
        return base64.b64encode(self.tree.root()).decode()

    def now(self, batches):
        return Acknowledged(self.tree.size, batches, self.root(), [key.vkey for key in self.keys], self.origin)

    def seal(self, segment, size, digest):
        """The bytes of the seal of the segment that ends here (section 6)."""
        value = {
            "batch": self.batch - 1,
            "bytes": size,
            "day": self.day,
            "edge": [base64.b64encode(node).decode() for node in self.tree.edge],
            "first": int(segment),
            "heads": {org: [head.number, head.leaf, head.stated] for org, head in sorted(self.heads.items())},
            "keys": [key.vkey for key in self.keys],
            "last": self.leaf,
            "sha256": base64.b64encode(digest).decode(),
            "size": self.tree.size,
            "v": 2,
        }
        return encode_json(value).encode("utf-8") + b"\n"


class Verdict:
    """What was found. `records`, `batches` and `root` tell how far everything holds and is acknowledged."""

    def __init__(self, verdict, records, batches, root, defect=None, why=None):
        self.verdict = verdict
        self.records = records
        self.batches = batches
        self.root = root
        self.defect = defect
        self.why = why


class Verifier:
    """Verifies one folder. `policy` is the path of one received in another way, `watch` is told of bytes read."""

    def __init__(self, folder, signer, policy=None, watch=lambda count: None):
        self.folder = folder
        self.policy = policy
        self.watch = watch
        self.log = Log(signer, self.read_small("checkpoint"))
        self.unfinished = None
        self.over = False  # nothing more can be read
        self.disclosure_defects = []
        self.erased = {}  # by the record said to be an audit.erasure-requested: number of the first file, place of the line

    def read_small(self, file):
        path = os.path.join(self.folder, file)
        if not os.path.lexists(path):
            return None
        with open(path, "rb") as stream:
            return stream.read()

    def names(self, folder, form):
        path = os.path.join(self.folder, folder)
        listed = os.listdir(path) if os.path.lexists(path) else []
        return sorted(match.group(1) for match in map(form.fullmatch, listed) if match is not None)

    def verify(self):
        found = None
        try:
            self.read_segments()
            self.check_ends()
            self.check_disclosures()
        except Defect as defect:
            found = defect
        log = self.log.acknowledged
        if found is not None:
            return Verdict("bad", log.size, log.batches, log.root, found, found.why)
        verdict = "unfinished" if self.unfinished is not None else "good"
        return Verdict(verdict, log.size, log.batches, log.root, None, self.unfinished)

    def tell(self, why):
        """Something behind what was acknowledged; the first is told."""
        self.unfinished = self.unfinished or why

    # -- line by line --

    def read_segments(self):
        log = self.log
        segments = self.names("seg", SEGMENT)
        seals = set(self.names("seg", SEAL))
        if not segments and log.signer is not None and log.signer.size > 0:
            self.check_due()
        for segment in segments:
            self.check_due(segment)
            if self.over:
                break
            self.read_segment(segment, segment == segments[-1], segment in seals)
            log.before_segment = int(segment)
            if self.over:
                break
        for segment in sorted(seals.difference(segments)):
            raise Defect("bad-seal", f"seg/{segment}.seal", 0, "a seal without its segment")

    def check_due(self, segment=None):
        due = self.log.size()
        if segment is not None and int(segment) == due:
            return
        if self.log.tail is None:
            raise Defect("missing-segment", f"seg/{due:012d}.jsonl", 0, f"no segment begins with record {due}")
        if segment is not None:
            self.tell(f"segment {segment} follows nothing")
        self.over = True

    def read_segment(self, segment, newest, has_seal):
        log, file = self.log, f"seg/{segment}.jsonl"
        is_tail, has_tail = log.tail == "closed", False
        disclosures = Disclosures(self.folder, segment)
        digest, at = hashlib.sha256(), 0
        try:
            with open(os.path.join(self.folder, "seg", f"{segment}.jsonl"), "rb") as stream:
                while True:
                    data = stream.readline(LINE_LIMIT)
                    if data == b"":
                        break
                    digest.update(data)
                    self.watch(len(data))
                    before = log.tail
                    try:
                        if self.read_line(data, at == 0):
                            disclosures.settle(log.batch - 1, log.dues)
                            log.dues = {}
                        elif before is not None:
                            has_tail = True
                            self.tell(f"what stands from byte {at} of {file} was never acknowledged")
                    except Refused as refused:
                        if before is None or isinstance(refused, BeyondSigner):
                            raise Defect(refused.kind, file, at, refused.why)
                        has_tail = self.over = True
                        self.tell(f"what stands from byte {at} of {file} was never acknowledged: {refused.why}")
                        break
                    at += len(data)
            if is_tail:
                if disclosures.size > 0:
                    self.tell(f"{disclosures.file} stands beside a segment that was never acknowledged")
                return
            if log.tail is None and (log.in_batch > 0 or (at == 0 and not newest)):
                raise Defect("incomplete", file, at, "the segment ends in the middle of a batch")
            if log.tail == "open":
                # Where only the commit line is missing, its batch is acknowledged, and so are its sealed values.
                self.over = True
                self.tell(f"the commit line of the last batch is missing in {file}")
                disclosures.settle(log.batch, {seq: due for seq, due in log.dues.items() if seq < log.signer.size})
            elif not has_tail:
                self.check_seal(segment, newest, has_seal, at, digest.digest())
            if disclosures.finish(log.tail is not None):
                self.tell(f"what stands at the end of {disclosures.file} was never acknowledged")
        finally:
            disclosures.close()
        for seq, line_at in disclosures.erased:
            self.erased.setdefault(seq, (int(segment), line_at))
        if disclosures.defect is not None:
            self.disclosure_defects.append((int(segment), disclosures.defect))

    def read_line(self, data, starts_segment):
        """Whether it is a commit line. A line is read as a whole before its length counts, up to a limit."""
        if not data.endswith(b"\n"):
            if len(data) == LINE_LIMIT:
                raise Refused("too-long", f"a line of {LINE_LIMIT} bytes and more")
            raise Refused("incomplete", "a line that is cut off")
        return self.log.read(data[:-1], starts_segment)

    def check_seal(self, segment, newest, has_seal, size, digest):
        file = f"seg/{segment}.seal"
        if not has_seal:
            if not newest:
                raise Defect("missing-seal", file, 0, "a segment that is not the newest has no seal")
        elif self.read_small(file) != self.log.seal(segment, size, digest):
            raise Defect("bad-seal", file, 0, "the seal is not what the segments up to it add up to")

    # -- when all lines are read --

    def check_ends(self):
        self.check_signer()
        if self.log.checkpoint is not None and not self.log.checkpoint_found:
            raise Defect("bad-checkpoint", "checkpoint", 0, "it is not the note of a commit line")
        if self.log.checkpoint is None and self.names("seg", SEAL):
            raise Defect("missing-file", "checkpoint", 0, "there is a seal, but no checkpoint")
        if self.read_small("policy.txt") is not None:
            self.check_policy()
        elif self.log.acknowledged.size > 0:
            raise Defect("missing-file", "policy.txt", 0, "there is no policy")

    def check_signer(self):
        log, signer = self.log, self.log.signer
        if signer is None:
            return

        def bad(why):
            raise Defect("bad-signer-state", "signer/state", 0, why)

        size = log.acknowledged.size
        if size < signer.size:
            segment = self.names("seg", SEGMENT)[-1]
            end = os.path.getsize(os.path.join(self.folder, "seg", f"{segment}.jsonl"))
            raise Defect("cut", f"seg/{segment}.jsonl", end, f"the log ends at size {size}, the signer at {signer.size}")
        if signer.misshapen:
            bad("it has another length, or something stands beside its slots")
        if log.tail == "open":
            if log.misfit is not None:
                bad(log.misfit)
        elif signer.note is not None and signer.note.note != log.committed.note:
            bad("its note is not the one on the last commit line")
        if signer.damaged:
            self.tell("a slot of the signer's state is half written")

    def check_policy(self):
        log = self.log.acknowledged
        due = format_policy(log.keys).encode("utf-8")
        bad = Defect("bad-policy", "policy.txt", 0, "it does not name the keys of the log, in their order, and no other")
        if self.policy is not None:
            with open(self.policy, "rb") as stream:
                if stream.read() != due:
                    raise bad
            return
        policy = self.read_small("policy.txt")
        if policy == due:
            return
        # A rotation that was never acknowledged may have reached the policy.
        if self.log.signer is None or not self.has_one_more(policy, log):
            raise bad
        self.tell("policy.txt names a key that did not come to be due")

    def has_one_more(self, policy, log):
        known, quorum = "".join(f"log {vkey}\n" for vkey in log.keys).encode("utf-8"), b"\nquorum none\n"
        if not policy.startswith(known + b"log ") or not policy.endswith(quorum):
            return False
        try:
            key = Key(policy[len(known) + len(b"log ") : -len(quorum)].decode("utf-8"))
        except (Refused, UnicodeDecodeError):
            return False
        return log.origin is None or key.name == log.origin

    def check_disclosures(self):
        segments = set(self.names("seg", SEGMENT))
        found = list(self.disclosure_defects)
        for name in self.names("disclosures", SEGMENT):
            if name not in segments:
                defect = Defect("bad-disclosure", f"disclosures/{name}.jsonl", 0, "a file without a segment")
                found.append((int(name), defect))
        size = self.log.acknowledged.size
        erasures = {seq for seq in self.log.erasures if seq < size}
        for seq, (number, at) in self.erased.items():
            if seq not in erasures:
                file = f"disclosures/{number:012d}.jsonl"
                found.append((number, Defect("bad-disclosure", file, at, f"record {seq} is no audit.erasure-requested")))
        if found:
            raise min(found, key=lambda item: (item[0], item[1].byte))[1]


def verify_folder(folder, signer_path=None, policy=None, watch=lambda count: None):
    """The verdict on an audit folder. `signer_path` is the signer's state; what is not there counts for nothing."""
    signer = None
    if signer_path is not None and os.path.lexists(signer_path):
        with open(signer_path, "rb") as stream:
            signer = Signer(stream.read(STATE_BYTES + 1))
    return Verifier(folder, signer, policy, watch).verify()


# --- Evidence (section 10) -----------------------------------------------------------------------------------


class PackDefect(Exception):
    """What does not hold in a pack. The place is `file`, `checkpoint`, `records.N`, `disclosures.N`, `complete` or
    `keys`."""

    def __init__(self, kind, place, why):
        super().__init__(why)
        self.kind = kind
        self.place = place
        self.why = why


class at_place:
    """Within this block, what is refused stands at the place."""

    def __init__(self, place):
        self.place = place

    def __enter__(self):
        return self

    def __exit__(self, _type, error, _trace):
        if isinstance(error, Refused):
            raise PackDefect(error.kind, self.place, error.why) from None


def verify_pack(data, policy=None):
    """The verdict on an evidence pack. A pack names its own keys; only a policy received in another way tells
    whose they are."""
    read, note = [], None
    try:
        with at_place("file"):
            pack = parse_pack(data)
            keys = [Key(vkey) for vkey in pack["keys"]]
        if policy is not None and policy[: len(keys)] != pack["keys"]:
            raise PackDefect("bad-policy", "keys", "the keys are not those of the policy, in its order")
        with at_place("checkpoint"):
            note = Note(pack["checkpoint"])
            check_pack_note(note, keys)
        for place, item in enumerate(pack["records"]):
            with at_place(f"records.{place}"):
                read.append(check_pack_record(item, note, read[-1] if read else None))
        check_pack_disclosures(pack["disclosures"], {item.record["seq"]: item for item in read})
        if "complete" in pack:
            with at_place("complete"):
                check_complete(pack["complete"], read)
        found, why = None, None
    except PackDefect as defect:
        found, why = defect, defect.why
    batches = len({item.record["b"] for item in read})
    root = note.root if note is not None else None
    return Verdict("bad" if found is not None else "good", len(read), batches, root, found, why)


def parse_pack(data):
    pack = parse_canonical(data[:-1] if data.endswith(b"\n") else data)
    if not data.endswith(b"\n"):
        raise Refused("not-canonical", "no newline at the end")

    def must(holds, what):
        if not holds:
            raise Refused("bad-form", f"`{what}` is missing or has a form it cannot have")

    must(isinstance(pack, dict), "v")
    must(type(pack.get("v")) is int and pack["v"] == 2, "v")
    for name in pack:
        must(name in ("v", "keys", "checkpoint", "records", "disclosures", "complete", "about"), name)
    keys = pack.get("keys")
    must(isinstance(keys, list) and len(keys) > 0 and all(isinstance(key, str) for key in keys), "keys")
    must(isinstance(pack.get("checkpoint"), str), "checkpoint")
    must(isinstance(pack.get("records"), list) and all(is_pack_record(item) for item in pack["records"]), "records")
    listed = pack.get("disclosures")
    must(isinstance(listed, list) and all(is_pack_disclosure(item) for item in listed), "disclosures")
    orders = [(item[0], name_order(item[1])) for item in listed]
    must(all(earlier < later for earlier, later in zip(orders, orders[1:])), "disclosures")
    if "complete" in pack:
        stated = pack["complete"]
        must(isinstance(stated, dict) and set(stated) == {"org", "from", "to"}, "complete")
        must(stated["org"] == PLATFORM or is_text(stated["org"], ORG_ID), "complete")
        must(is_count(stated["from"]) and is_count(stated["to"]) and stated["from"] <= stated["to"], "complete")
    return pack


def is_pack_record(item):
    return (
        isinstance(item, dict)
        and set(item) == {"line", "proof"}
        and isinstance(item["line"], str)
        and isinstance(item["proof"], list)
        and all(is_text(node, HASH) for node in item["proof"])
    )


def is_pack_disclosure(item):
    return (
        isinstance(item, list)
        and len(item) == 4
        and is_count(item[0])
        and isinstance(item[1], str)
        and is_text(item[2], BYTES_16)
    )


def check_pack_note(note, keys):
    """The checkpoint is the note of a commit line, so one key signed it, or two around a rotation. Which was due
    cannot be known here: each signature is that of a key of the list, in the order of the list."""
    if any(note.origin != key.name for key in keys):
        raise Refused("bad-origin", f'the origin "{note.origin}" is not the name of every key')
    left = list(keys)
    for signature in note.signatures:
        while left and left[0].id != signature[1]:
            left.pop(0)
        if not left:
            raise Refused("bad-signature", f"a signature by {signature[0]}+{signature[1].hex()}, no key that is due")
        note.check_signature(left.pop(0), signature)


class PackRecord:
    def __init__(self, record, leaf, sealed):
        self.record = record
        self.leaf = leaf
        self.sealed = sealed


def check_pack_record(item, note, earlier):
    data = item["line"].encode("utf-8")
    record = parse_canonical(data)
    if not isinstance(record, dict) or "$commit" in record:
        raise Refused("bad-form", "no record")
    if len(data) > MAX_LINE:
        raise Refused("too-long", f"a record of {len(data)} bytes")
    sealed = check_form(record, item["line"])
    if earlier is not None and record["seq"] <= earlier.record["seq"]:
        raise Refused("bad-form", "the records are not in the order of `seq`")
    leaf = leaf_hash(data)
    root = root_by_path(leaf, record["seq"], note.size, [base64.b64decode(node) for node in item["proof"]])
    if root is None or base64.b64encode(root).decode() != note.root:
        raise Refused("bad-proof", f"the path of record {record['seq']} does not lead to the root")
    return PackRecord(record, base64.b64encode(leaf).decode(), sealed)


def check_pack_disclosures(listed, read):
    """Each value is the one its record is committed to. The commitments of items stand in the value of `changes`,
    which the order of names puts before them."""
    items = {}
    for place, (seq, name, salt, value) in enumerate(listed):
        with at_place(f"disclosures.{place}"):
            if seq not in read:
                raise Refused("bad-disclosure", f"record {seq} is not in the pack")
            sealed = read[seq].sealed
            due = sealed.hashes.get(name)
            row = item_place(name, sealed.rows)
            if due is None and row is not None and seq in items:
                due = items[seq][row]["$sealed"]
            if due is None:
                raise Refused("bad-disclosure", f"record {seq} has no commitment to `{name}`, or none that is proven")
            if hash_text(encode_json([salt, name, value]).encode("utf-8")) != due:
                raise Refused("bad-disclosure", f"the value of `{name}` of record {seq} is not the sealed one")
            if name == "changes":
                if not isinstance(value, list) or len(value) != sealed.rows or not all(map(is_sealed, value)):
                    raise Refused("bad-disclosure", f"`changes` of record {seq} is no list of {sealed.rows} sealed rows")
                items[seq] = value


def check_complete(complete, read):
    """The stream from one number to another, chained, and a statement of the log about the last of them; or about a
    later one, which then has to be here with all up to it."""
    org, first, last = complete["org"], complete["from"], complete["to"]
    leaves, due, before = {}, first, None
    for item in read:
        number = item.record["orgSeq"]
        if item.record["org"] != org or number < first:
            continue
        if number != due or (before is not None and item.record["orgPrev"] != before):
            if number > last:
                break
            raise Refused("not-complete", f"record {item.record['seq']} is not the next of the stream {org}")
        leaves[number] = item.leaf
        due, before = number + 1, item.leaf
    if due <= last:
        raise Refused("not-complete", f"number {due} of the stream {org} is missing")
    for item in read:
        record = item.record
        if record["type"] != "audit.org-stated" or record["org"] != PLATFORM or record.get("subject") != org:
            continue
        number = record.get("number")
        if is_count(number) and number >= last and number in leaves and leaves[number] == record.get("hash"):
            return
    raise Refused("not-complete", f"no audit.org-stated of {org} with a `number` from {last} on that fits")


# --- The command ---------------------------------------------------------------------------------------------


class Progress:
    """Tells on a terminal how far a large log has been read, at what rate, and how long the rest will take."""

    FROM_BYTES = 16 * 1024 * 1024

    def __init__(self, total, out):
        self.total, self.out = total, out
        self.done, self.started = 0, time.monotonic()
        self.shown = self.started
        self.width = 0

    def __call__(self, count):
        self.done += count
        now = time.monotonic()
        if now - self.shown >= 0.5:
            self.shown = now
            rate = self.done / (now - self.started)
            left = int((self.total - self.done) / rate) if rate else 0
            percent = 100 * self.done // self.total
            self.show(f"{percent} % read, {rate / 1e6:.1f} MB/s, {left // 60} min {left % 60:02d} s left")

    def show(self, text):
        self.out.write("\r" + text.ljust(self.width))
        self.out.flush()
        self.width = len(text)

    def end(self):
        if self.width:
            self.show("")
            self.out.write("\r")


def watch_for(folder):
    path = os.path.join(folder, "seg")
    total = 0
    if os.path.isdir(path):
        total = sum(entry.stat().st_size for entry in os.scandir(path) if SEGMENT.fullmatch(entry.name))
    if sys.stderr.isatty() and total >= Progress.FROM_BYTES:
        return Progress(total, sys.stderr)
    return None


def report(verdict, as_json, pack):
    defect, why = verdict.defect, printable(verdict.why)
    if as_json:
        place = None
        if isinstance(defect, PackDefect):
            place = {"kind": defect.kind, "place": defect.place}
        elif defect is not None:
            place = {"kind": defect.kind, "file": defect.file, "byte": defect.byte}
        facts = {"verdict": verdict.verdict, "records": verdict.records, "batches": verdict.batches}
        return json.dumps({**facts, "root": verdict.root, "defect": place})
    if isinstance(defect, PackDefect):
        return f"bad: {defect.kind} at {defect.place}: {why}"
    if defect is not None:
        return f"bad: {defect.kind} at {defect.file} byte {defect.byte}: {why}"
    if pack:
        return f"good: {verdict.records} records under the root {verdict.root}"
    line = f"{verdict.verdict}: {verdict.records} records, {verdict.batches} batches, root {verdict.root}"
    return f"{line}; {why}" if why else line


def printable(text):
    """A reason may quote the log, and whoever wrote that must not write on this terminal."""
    shown = "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in text or "")
    return shown if len(shown) <= 400 else shown[:400] + "…"


def run(arguments):
    """The verdict that the command line asks for, as a line, and the exit code."""
    if arguments.file is not None:
        policy = None
        if arguments.policy is not None:
            with open(arguments.policy, encoding="utf-8", newline="") as stream:
                policy = parse_policy(stream.read())
            if policy is None:
                raise ValueError(f'no policy: "{arguments.policy}"')
        with open(arguments.file, "rb") as stream:
            verdict = verify_pack(stream.read(), policy)
    else:
        folder = os.path.abspath(arguments.folder)
        if not os.path.isdir(folder):
            raise ValueError(f'no folder: "{arguments.folder}"')
        signer = None if arguments.no_signer else os.path.join(os.path.dirname(folder), "signer", "state")
        progress = watch_for(folder)
        try:
            verdict = verify_folder(folder, signer, arguments.policy, progress or (lambda count: None))
        finally:
            if progress is not None:
                progress.end()
    return report(verdict, arguments.json, arguments.file is not None), 1 if verdict.verdict == "bad" else 0


def run_list(arguments):
    """A line for each folder of a list, in its order, each as soon as it is known; the worst of their exit codes."""
    worst = 0
    with open(arguments.list, encoding="utf-8") as stream:
        for line in stream:
            arguments.folder = line.rstrip("\n")
            answer, code = run(arguments)
            print(answer)
            worst = max(worst, code)
    return worst


def main(argv):
    parser = argparse.ArgumentParser(prog="verify.py", description="Verifies an audit log of Understudy, format 2.")
    parser.add_argument("folder", nargs="?", metavar="STATE/audit", help="the audit folder of a state folder")
    parser.add_argument("--file", metavar="PACK", help="an evidence pack instead of a folder")
    parser.add_argument("--list", metavar="FILE", help="a file with an audit folder on each line: an answer for each")
    parser.add_argument("--policy", metavar="FILE", help="the policy as it was received in another way")
    parser.add_argument("--no-signer", action="store_true", help="ignore STATE/signer/state")
    parser.add_argument("--json", action="store_true", help="answer with one JSON object")
    arguments = parser.parse_args(argv)
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="backslashreplace")
    if [arguments.folder, arguments.file, arguments.list].count(None) != 2:
        parser.error("name either an audit folder or, with --file, an evidence pack or, with --list, a list of folders")
    if arguments.file is not None and arguments.no_signer:
        parser.error("an evidence pack has no signer to ignore")
    try:
        if arguments.list is not None:
            return run_list(arguments)
        line, code = run(arguments)
    except (OSError, ValueError) as error:
        print(f"cannot verify: {error}", file=sys.stderr)
        return 2
    print(line)
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
