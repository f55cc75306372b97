"""Tests of audit/verify.py: python3 -B audit/verify_test.py

Good logs are made here from audit/SPEC.md, and for every kind of section 8 to 10 at least one log with that defect.
"""

import base64
import contextlib
import hashlib
import io
import json
import os
import re
import subprocess
import sys
import tempfile
import unittest
import unittest.mock

sys.dont_write_bytecode = True
HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)

import verify  # noqa: E402

ORIGIN = "understudy.example/audit"
ACME, BOLT = "00D000000000001AAA", "00D000000000002AAA"
NIA = {"id": "005000000000001AAA", "org": ACME}
ALLOWED = {"effect": "allow", "rule": "GRANT-03", "because": "An agent logs in as the user who granted login access"}
ZERO = base64.b64encode(bytes(32)).decode()


def canonical(value):
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode("utf-8")


def hashed(data):
    return base64.b64encode(hashlib.sha256(data).digest()).decode()


class SecretKey:
    """An Ed25519 key to sign with (RFC 8032, section 5.1.6), as a C2SP signer of that name."""

    def __init__(self, seed, name=ORIGIN):
        digest = hashlib.sha512(seed).digest()
        self.scalar = (int.from_bytes(digest[:32], "little") & ((1 << 254) - 8)) | (1 << 254)
        self.prefix = digest[32:]
        self.public = verify.encode_point(verify.multiply(verify.BASE_TABLE, self.scalar))
        self.name = name
        self.id = hashlib.sha256(name.encode() + b"\n\x01" + self.public).digest()[:4]
        self.vkey = f"{name}+{self.id.hex()}+{base64.b64encode(bytes([1]) + self.public).decode()}"

    def sign(self, message):
        r = int.from_bytes(hashlib.sha512(self.prefix + message).digest(), "little") % verify.L
        start = verify.encode_point(verify.multiply(verify.BASE_TABLE, r))
        h = int.from_bytes(hashlib.sha512(start + self.public + message).digest(), "little") % verify.L
        return start + ((r + h * self.scalar) % verify.L).to_bytes(32, "little")

    def line(self, text):
        return f"\u2014 {self.name} {base64.b64encode(self.id + self.sign(text.encode())).decode()}\n"


FIRST, SECOND, STRANGER = SecretKey(b"1" * 32), SecretKey(b"2" * 32), SecretKey(b"3" * 32)


def root_of(leaves):
    """RFC 6962, section 2.1, word for word."""
    if len(leaves) == 0:
        return hashlib.sha256(b"").digest()
    if len(leaves) == 1:
        return leaves[0]
    k = split(len(leaves))
    return hashlib.sha256(b"\x01" + root_of(leaves[:k]) + root_of(leaves[k:])).digest()


def path_of(m, leaves):
    """RFC 6962, section 2.1.1, word for word."""
    if len(leaves) == 1:
        return []
    k = split(len(leaves))
    if m < k:
        return path_of(m, leaves[:k]) + [root_of(leaves[k:])]
    return path_of(m - k, leaves[k:]) + [root_of(leaves[:k])]


def split(n):
    k = 1
    while k * 2 < n:
        k *= 2
    return k


class Segment:
    def __init__(self, first):
        self.first = first
        self.data = b""
        self.seal = None
        self.disclosures = []


class Maker:
    """Writes a log as the simulator does. What is `force`d is written in place of what would be right, and all that
    follows stands on it, so that nothing but the one thing is wrong."""

    def __init__(self, found=True):
        self.leaves, self.lines, self.heads, self.keys = [], [], {}, [FIRST]
        self.segments = [Segment(0)]
        self.b = 0
        self.prev = ZERO
        self.notes = []
        self.due = [FIRST]
        self.values = {}
        self.pending = []
        self.checkpoint = None
        self.policy = None
        self.place = None
        if found:
            self.add("audit.founded", key=FIRST.vkey, origin=ORIGIN)
            self.commit()

    @property
    def file(self):
        return f"seg/{self.segments[-1].first:012d}.jsonl"

    @property
    def end(self):
        return self.file, len(self.segments[-1].data)

    def put(self, data):
        """Appends bytes, and remembers where they begin."""
        self.place = self.end
        self.segments[-1].data += data

    def add(self, type="login.started", org="platform", sealed=None, rows=None, force=None, drop=(), **members):
        """Appends a record to the batch at hand."""
        seq = len(self.leaves)
        head = self.heads.get(org, [-1, ZERO, -1])
        record = {
            "v": 2,
            "seq": seq,
            "b": self.b,
            "prev": self.prev,
            "org": org,
            "orgSeq": head[0] + 1,
            "orgPrev": head[1],
            "type": type,
            "at": f"2024-02-29T10:00:{seq % 60:02d}.000Z",
            "wall": "2026-11-26T18:40:49.123Z",
            "mono": 1000 * seq,
            "nonce": self.random(f"nonce {seq}"),
            **members,
        }
        for name, value in (sealed or {}).items():
            if name == "decision.because":
                record["decision"] = {**ALLOWED, "because": self.conceal(seq, name, value)}
            else:
                record[name] = self.conceal(seq, name, value)
        if rows is not None:
            items = [self.conceal(seq, f"changes.{place}", row) for place, row in enumerate(rows)]
            record["changes"] = self.conceal(seq, "changes", items)
            record["rows"] = len(rows)
        record.update(force or {})
        for name in drop:
            del record[name]
        names = sorted((name for at, name in self.values if at == seq), key=verify.name_order)
        if names:
            self.pending.append((org, [[seq, name] for name in names]))
        return self.line(canonical(record), record)

    def line(self, data, record):
        self.put(data + b"\n")
        leaf = hashlib.sha256(b"\x00" + data).digest()
        self.leaves.append(leaf)
        self.lines.append(data)
        self.prev = base64.b64encode(leaf).decode()
        head = self.heads.get(record["org"], [-1, ZERO, -1])
        self.heads[record["org"]] = [head[0] + 1, self.prev, head[2]]
        if record["type"] == "audit.org-stated" and record.get("subject") in self.heads:
            self.heads[record["subject"]][2] = record["number"]
        self.day = record["at"][:10]
        return record

    def random(self, what):
        return base64.urlsafe_b64encode(hashlib.sha256(what.encode()).digest()[:16]).decode()[:22]

    def conceal(self, seq, name, value):
        salt = self.random(f"salt {seq} {name}")
        self.values[seq, name] = (salt, value)
        return {"$sealed": hashed(canonical([salt, name, value]))}

    def note(self, size=None, root=None, origin=ORIGIN, keys=None):
        size = len(self.leaves) if size is None else size
        root = base64.b64encode(root_of(self.leaves)).decode() if root is None else root
        text = f"{origin}\n{size}\n{root}\n"
        return text + "\n" + "".join(key.line(text) for key in (keys or self.due))

    def commit(self, note=None, written=True):
        """Ends the batch at hand: its disclosures, the signature, the commit line."""
        for org, of in self.pending:
            self.disclose(org, of)
        self.pending = []
        self.notes.append(self.note() if note is None else note)
        if written:
            self.put(canonical({"$commit": self.notes[-1]}) + b"\n")
        self.b += 1
        self.due = [self.keys[-1]]

    def disclose(self, org, of, b=None, force=None, erased=None):
        line = {"b": self.b if b is None else b, "k": "0123456789abcdef", "of": of, "org": org}
        if erased is None:
            line["box"] = base64.b64encode(bytes(64)).decode()
        else:
            line["erased"] = erased
        line.update(force or {})
        line.setdefault("sum", hashed(canonical(line)))
        self.segments[-1].disclosures.append(canonical(line) + b"\n")

    def batch(self, *records):
        for record in records:
            self.add(**record)
        self.commit()

    def state(self, org=ACME, **force):
        number, leaf, _ = self.heads[org]
        self.add("audit.org-stated", **{"subject": org, "number": number, "hash": leaf, **force})

    def rotate(self, key=SECOND, before=None):
        self.add("audit.key-rotated", before=(before or self.keys[-1]).vkey, key=key.vkey)
        self.keys.append(key)
        self.due = self.due + [key]

    def seal(self, **force):
        segment = self.segments[-1]
        edge, at = [], 0
        for bit in range(40, -1, -1):
            if len(self.leaves) >> bit & 1:
                edge.append(base64.b64encode(root_of(self.leaves[at : at + (1 << bit)])).decode())
                at += 1 << bit
        value = {
            "v": 2,
            "first": segment.first,
            "size": len(self.leaves),
            "bytes": len(segment.data),
            "sha256": hashed(segment.data),
            "batch": self.b - 1,
            "last": self.prev,
            "edge": edge,
            "heads": self.heads,
            "day": self.day,
            "keys": [key.vkey for key in self.keys],
            **force,
        }
        segment.seal = canonical(value) + b"\n"
        self.checkpoint = self.notes[-1].encode()

    def next_segment(self, opened=True):
        first = self.segments[-1].first
        self.segments.append(Segment(len(self.leaves)))
        if opened:
            self.add("audit.segment-sealed", first=first)

    def slot(self, note):
        return canonical({"note": note, "sum": hashed(note.encode())}).ljust(1024)

    def signer(self):
        """The state of a signer that signed the last two notes, in turn."""
        slots = [self.slot(note) for note in self.notes[-2:]] + [bytes(1024)] * 2
        return slots[0] + bytes(3072) + slots[1] + bytes(3072)

    def files(self):
        """Every file by its name under the state folder."""
        policy = "".join(f"log {key.vkey}\n" for key in self.keys) + "quorum none\n"
        files = {"audit/policy.txt": policy.encode(), "signer/state": self.signer()}
        for segment in self.segments:
            files[f"audit/seg/{segment.first:012d}.jsonl"] = segment.data
            if segment.seal is not None:
                files[f"audit/seg/{segment.first:012d}.seal"] = segment.seal
            if segment.disclosures:
                files[f"audit/disclosures/{segment.first:012d}.jsonl"] = b"".join(segment.disclosures)
        if self.checkpoint is not None:
            files["audit/checkpoint"] = self.checkpoint
        return files

    def pack(self, seqs, disclosures=(), **members):
        return {
            "v": 2,
            "keys": [key.vkey for key in self.keys],
            "checkpoint": self.notes[-1],
            "records": [
                {
                    "line": self.lines[seq].decode(),
                    "proof": [base64.b64encode(node).decode() for node in path_of(seq, self.leaves)],
                }
                for seq in seqs
            ],
            "disclosures": [[seq, name, *self.values[seq, name]] for seq, name in disclosures],
            **members,
        }


def full():
    """A log with everything a good one may have: streams, seals, rotation, sealed values, an erasure, statements."""
    log = Maker()
    log.batch({"org": ACME, "user": NIA, "session": "0Ak000000000001AAA", "decision": ALLOWED})
    log.batch(
        {"org": ACME, "sealed": {"page": "/home", "decision.because": "Grüße 😀"}, "more": True},
        {"org": ACME, "type": "row.written", "rows": [{"Name": n} for n in range(11)]},
        {"org": BOLT, "type": "code.viewed", "sealed": {"class": {"name": "Ledger"}}, "lines": [1, {"a": None}]},
    )
    log.add(org=BOLT)
    log.state(ACME)
    log.commit()
    log.seal()
    log.next_segment()
    log.add(org=ACME, sealed={"page": "/setup"})
    erased = len(log.leaves) - 1
    log.pending = []
    log.disclose(ACME, [[erased, "page"]], erased=erased + 1)
    log.add("audit.erasure-requested")
    log.rotate()
    log.commit()
    log.batch({"org": BOLT})
    log.state(BOLT)
    log.commit()
    log.seal()
    log.next_segment()
    log.add(org=ACME, sealed={"page": "/last"})
    log.commit()
    return log


def small():
    log = Maker()
    log.batch({"org": ACME}, {"org": ACME})
    return log


class Case(unittest.TestCase):
    def judge(self, files, signer=True, policy=None):
        with tempfile.TemporaryDirectory() as state:
            for name, data in files.items():
                path = os.path.join(state, name)
                os.makedirs(os.path.dirname(path), exist_ok=True)
                with open(path, "wb") as stream:
                    stream.write(data)
            if policy is not None:
                policy = os.path.join(state, policy)
            audit = os.path.join(state, "audit")
            return verify.verify_folder(audit, os.path.join(state, "signer", "state") if signer else None, policy)

    def assert_verdict(self, wanted, found):
        self.assertEqual(wanted, found.verdict, f"{found.defect and found.defect.kind}: {found.why}")

    def assert_bad(self, kind, place, found):
        self.assertEqual("bad", found.verdict)
        self.assertEqual(kind, found.defect.kind, found.why)
        if isinstance(found.defect, verify.PackDefect):
            self.assertEqual(place, found.defect.place, found.why)
        else:
            self.assertEqual(place, (found.defect.file, found.defect.byte), found.why)


# --- Ed25519, trees, JSON ------------------------------------------------------------------------------------

RFC_8032 = (  # section 7.1: secret key, public key, message, signature
    (
        "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
    ),
    (
        "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
    ),
    (
        "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        "af82",
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
    ),
    (
        "833fe62409237b9d62ec77587520911e9a759cec1d19755b7da901b96dca3d42",
        "ec172b93ad5e563bf4932c70e1245034c35467ef2efd4d64ebf819683467e2bf",
        hashlib.sha512(b"abc").hexdigest(),
        "dc2a4459e7369633a52b1bf277839a00201009a3efbf3ecb69bea2186c26b58909351fc9ac90b3ecfdfbc7c66431e0303dca179c138ac17ad9bef1177331a704",
    ),
)


class Ed25519(Case):
    def test_vectors_of_the_rfc(self):
        for secret, public, message, signature in RFC_8032:
            message, signature = bytes.fromhex(message), bytes.fromhex(signature)
            key = SecretKey(bytes.fromhex(secret))
            self.assertEqual(public, key.public.hex())
            self.assertEqual(signature, key.sign(message))
            self.assertTrue(verify.PublicKey(key.public).verifies(message, signature))

    def test_every_flipped_bit_is_refused(self):
        _, public, message, signature = (bytes.fromhex(text) for text in RFC_8032[2])
        key = verify.PublicKey(public)
        for bit in range(512):
            flipped = bytearray(signature)
            flipped[bit >> 3] ^= 1 << (bit & 7)
            self.assertFalse(key.verifies(message, bytes(flipped)), bit)
        self.assertFalse(key.verifies(message + b"\0", signature))
        self.assertFalse(key.verifies(message, signature[:-1]))
        self.assertFalse(verify.PublicKey(FIRST.public).verifies(message, signature))

    def test_a_scalar_beyond_the_order_is_refused(self):
        _, public, message, signature = (bytes.fromhex(text) for text in RFC_8032[1])
        s = int.from_bytes(signature[32:], "little") + verify.L
        self.assertFalse(verify.PublicKey(public).verifies(message, signature[:32] + s.to_bytes(32, "little")))

    def test_points_have_one_spelling(self):
        prime = verify.P
        for number, why in (
            (prime, "y = p, which is 0"),
            (prime + 1, "y = p + 1, which is 1"),
            (1 | 1 << 255, "a zero x with a sign"),
            (prime - 1 | 1 << 255, "a zero x with a sign, y = -1"),
            (2, "no x for this y"),
        ):
            self.assertIsNone(verify.decode_point(number.to_bytes(32, "little")), why)
        for number in (0, 1, prime - 1):
            data = number.to_bytes(32, "little")
            self.assertEqual(data, verify.encode_point(verify.decode_point(data)))

    def test_no_signature_of_an_undecodable_key_passes(self):
        self.assertFalse(verify.PublicKey((2).to_bytes(32, "little")).verifies(b"", bytes(64)))


CT_LEAVES = ("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f")
CT_ROOTS = (  # the roots over the first one to eight of them, as Certificate Transparency's own tests have them
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
)


class Trees(Case):
    def test_roots_of_certificate_transparency(self):
        tree = verify.Tree()
        self.assertEqual(hashlib.sha256(b"").digest(), tree.root())
        for leaf, root in zip(CT_LEAVES, CT_ROOTS):
            tree.append(verify.leaf_hash(bytes.fromhex(leaf)))
            self.assertEqual(root, tree.root().hex())

    def test_paths_of_every_leaf_in_trees_of_every_size(self):
        leaves = [verify.leaf_hash(bytes([n])) for n in range(20)]
        for size in range(1, 21):
            root = root_of(leaves[:size])
            for index in range(size):
                path = path_of(index, leaves[:size])
                self.assertEqual(root, verify.root_by_path(leaves[index], index, size, path))
                self.assertIsNone(verify.root_by_path(leaves[index], index, size, path + [root]))
                if path:
                    self.assertIsNone(verify.root_by_path(leaves[index], index, size, path[:-1]))
                    self.assertNotEqual(root, verify.root_by_path(leaves[index], index, size, path[:-1] + [root]))
            self.assertIsNone(verify.root_by_path(leaves[0], size, size, path_of(0, leaves[:size])))


CANONICAL = (
    "{}",
    "[]",
    "0",
    "-1",
    "9007199254740991",
    "-9007199254740991",
    '"\\b\\t\\n\\f\\r\\u0000\\u001f\\"\\\\/\u007f\u2028é😀"',
    '{"":1,"A":2,"a":3,"é":4}',
    '{"😀":1,"\ue000":2,"\uffff":3}',
    '{"$":[true,false,null,"x"]}',
    "[" * 64 + "]" * 64,
)
NOT_CANONICAL = (
    ' {"a":1}',
    '{"a":1}\r',
    '{"a": 1}',
    '{"b":1,"a":2}',
    '{"a":1,"a":1}',
    '{"a":1,"a":2}',
    '{"\ue000":1,"😀":2}',
    "1e3",
    "1.0",
    "1E400",
    "-0",
    "0.1",
    "9007199254740992",
    "-9007199254740992",
    "1" * 5000,
    '"\\u0041"',
    '"\\/"',
    '"\\u000a"',
    '"\\u001F"',
    '"\\u00e9"',
    '"\\ud83d\\ude00"',
    '"\\ud800"',
    '{"\\udc00":1}',
    "[" * 65 + "]" * 65,
    "[" * 65 + "1" + "]" * 65,
    "[" * 20000 + "]" * 20000,
    '{"a":' * 20000 + "1" + "}" * 20000,
)
NOT_JSON = (
    "",
    "{",
    "{}{}",
    "{a:1}",
    "{'a':1}",
    "[1,]",
    '{"a":1,}',
    "01",
    "+1",
    "1.",
    ".5",
    "NaN",
    "Infinity",
    "-Infinity",
    "nul",
    '"\n"',
    '"\\x41"',
    '"\\u12g4"',
    '"a',
    "\ufeff{}",
    "[" * 20000,
    "[" * 20000 + "]" * 19999,
    "[" * 20000 + "1,]" + "]" * 19999,
    "[" * 20000 + "}" + "]" * 19999,
    "[" * 20000 + "]" * 20000 + "1",
    '{"a":' * 20000 + "}" * 20000,
)


class CanonicalJson(Case):
    def kind(self, data):
        with self.assertRaises(verify.Refused, msg=data[:60]) as caught:
            verify.parse_canonical(data)
        return caught.exception.kind

    def test_what_is_canonical(self):
        for text in CANONICAL:
            self.assertEqual(json.loads(text), verify.parse_canonical(text.encode()), text)

    def test_what_is_json_but_not_canonical(self):
        for text in NOT_CANONICAL:
            self.assertEqual("not-canonical", self.kind(text.encode("utf-8")), text[:60])

    def test_what_is_no_json(self):
        for text in NOT_JSON:
            self.assertEqual("not-json", self.kind(text.encode("utf-8")), text[:60])

    def test_what_is_no_utf8(self):
        for data in (b'"\xff"', b'"\xc0\x80"', b'"\xed\xa0\x80"', b'"\xf4\x90\x80\x80"', b'"\xe2\x82"'):
            self.assertEqual("not-utf8", self.kind(data))

    def test_the_own_reader_of_deep_texts_agrees_with_pythons(self):
        for text in CANONICAL + NOT_CANONICAL:
            self.assertTrue(verify.is_json(text), text[:60])
        for text in NOT_JSON:
            self.assertFalse(verify.is_json(text), text[:60])


class Forms(Case):
    def test_dates_that_exist(self):
        for text in ("2024-02-29T00:00:00.000Z", "2000-02-29T23:59:59.999Z", "0000-01-01T00:00:00.000Z"):
            self.assertTrue(verify.is_instant(text), text)
        for text in (
            "2023-02-29T00:00:00.000Z",
            "1900-02-29T00:00:00.000Z",
            "2024-04-31T00:00:00.000Z",
            "2024-00-01T00:00:00.000Z",
            "2024-13-01T00:00:00.000Z",
            "2024-01-00T00:00:00.000Z",
            "2024-01-01T24:00:00.000Z",
            "2024-01-01T00:60:00.000Z",
            "2024-01-01T00:00:60.000Z",
            "2024-01-01T00:00:00Z",
            "2024-01-01T00:00:00.000Z\n",
            "2024-01-01t00:00:00.000z",
            "２024-01-01T00:00:00.000Z",
            0,
        ):
            self.assertFalse(verify.is_instant(text), text)

    def test_a_hash_has_one_spelling(self):
        self.assertTrue(verify.is_text(ZERO, verify.HASH))
        self.assertFalse(verify.is_text(ZERO[:-2] + "B=", verify.HASH))
        self.assertFalse(verify.is_text(ZERO[:-1], verify.HASH))

    def test_a_vkey_undoes_itself_or_is_refused(self):
        self.assertEqual(FIRST.id, verify.Key(FIRST.vkey).id)
        name, number, encoded = FIRST.vkey.split("+", 2)
        data = base64.b64decode(encoded)
        for vkey in (
            "",
            f"{name}+{number}",
            f"{name}+00000000+{encoded}",
            f"{name}x+{number}+{encoded}",
            f"{name}+{number.upper()}+{encoded}",
            f"{name}+{number}+{encoded}\n",
            SecretKey(b"1" * 32, "").vkey,
            SecretKey(b"1" * 32, "a b").vkey,
            SecretKey(b"1" * 32, "a\u2003b").vkey,
            SecretKey(b"1" * 32, "a\x01b").vkey,
            f"{name}+{number}+{base64.b64encode(data[:-1]).decode()}",
            f"{name}+{number}+{base64.b64encode(bytes([2]) + data[1:]).decode()}",
        ):
            with self.assertRaises(verify.Refused, msg=vkey):
                verify.Key(vkey)

    def test_items_stand_by_their_place(self):
        names = ["changes-a", "changes", "changes.10", "changes.9", "changes.x", "because", "page"]
        ordered = ["because", "changes", "changes-a", "changes.9", "changes.10", "changes.x", "page"]
        self.assertEqual(ordered, sorted(names, key=verify.name_order))


# --- Good and unfinished logs --------------------------------------------------------------------------------


class GoodLogs(Case):
    def test_a_log_with_everything(self):
        log = full()
        for signer in (True, False):
            found = self.judge(log.files(), signer)
            self.assert_verdict("good", found)
            root = base64.b64encode(root_of(log.leaves)).decode()
            self.assertEqual((len(log.leaves), log.b, root), (found.records, found.batches, found.root))

    def test_a_newest_segment_may_be_empty(self):
        log = full()
        log.seal()
        log.next_segment(opened=False)
        self.assert_verdict("good", self.judge(log.files()))

    def test_an_older_checkpoint_is_one(self):
        log = full()
        log.checkpoint = log.notes[0].encode()
        self.assert_verdict("good", self.judge(log.files()))

    def test_a_policy_received_in_another_way(self):
        log = full()
        files = {**log.files(), "mine": f"log {FIRST.vkey}\nlog {SECOND.vkey}\nquorum none\n".encode()}
        self.assert_verdict("good", self.judge(files, policy="mine"))
        files["audit/policy.txt"] = b"theirs"
        self.assert_verdict("good", self.judge(files, policy="mine"))

    def test_other_files_are_passed_over(self):
        names = ("lock-1", "reserve", "seg/x.tmp", "seg/1.jsonl", "tile/0/000", "quarantine/1", "disclosures/1.tmp")
        files = {**full().files(), **{f"audit/{name}": b"\xff" for name in names}}
        self.assert_verdict("good", self.judge(files))

    def test_a_slot_half_written_does_not_count(self):
        log = small()
        torn = log.slot(log.notes[-1] + "x")[:700].ljust(1024, b"\0")
        files = {**log.files(), "signer/state": log.slot(log.notes[-1]) + bytes(3072) + torn + bytes(3072)}
        self.assert_verdict("unfinished", self.judge(files))

    def test_a_line_of_65535_bytes_is_no_longer_than_it_may_be(self):
        log = small()
        log.add(page="")
        pad = verify.MAX_LINE - len(log.lines[-1])
        log = small()
        log.batch({"page": "x" * pad})
        self.assertEqual(verify.MAX_LINE, len(log.lines[-1]))
        self.assert_verdict("good", self.judge(log.files()))

    def test_long_logs_have_no_limit_but_their_bytes(self):
        log = Maker()
        log.batch(*({"org": ACME if n % 3 else BOLT} for n in range(500)))
        self.assert_verdict("good", self.judge(log.files()))


class UnfinishedLogs(Case):
    def assert_unfinished(self, log, files=None, records=None):
        files = files or log.files()
        found = self.judge(files)
        self.assert_verdict("unfinished", found)
        self.assertEqual(len(log.leaves) if records is None else records, found.records)
        self.assertEqual("bad", self.judge(files, signer=False).verdict)

    def test_every_cut_behind_the_last_acknowledged_batch(self):
        log = small()
        size, start = len(log.leaves), len(log.segments[-1].data)
        log.add(org=ACME)
        log.add(org=ACME)
        data = log.segments[-1].data
        for end in (*range(start + 1, start + 12), len(data) - 2, len(data) - 1, len(data)):
            log.segments[-1].data = data[:end]
            self.assert_unfinished(log, records=size)

    def test_every_cut_in_an_acknowledged_commit_line(self):
        log = small()
        log.add(org=ACME, sealed={"page": "/"})
        log.commit()
        data, start = log.segments[-1].data, log.place[1]
        for end in (start, start + 1, start + 50, len(data) - 1):
            log.segments[-1].data = data[:end]
            self.assert_unfinished(log)
            self.assertEqual(log.b, self.judge(log.files()).batches)

    def test_a_commit_line_that_is_missing_around_a_rotation(self):
        log = small()
        log.rotate()
        log.commit(written=False)
        self.assert_unfinished(log)

    def test_a_rotation_that_was_not_acknowledged_is_in_the_policy_or_not(self):
        log = small()
        log.rotate()
        self.assert_unfinished(log, records=3)
        files = {**log.files(), "audit/policy.txt": f"log {FIRST.vkey}\nquorum none\n".encode()}
        self.assert_unfinished(log, files, 3)

    def test_a_segment_just_begun(self):
        log = full()
        size = len(log.leaves)
        log.seal()
        log.next_segment()
        self.assert_unfinished(log, records=size)

    def test_a_log_that_was_never_acknowledged(self):
        log = Maker(found=False)
        self.assert_unfinished(log)
        log.add("audit.founded", key=FIRST.vkey, origin=ORIGIN)
        self.assert_unfinished(log, records=0)
        files = log.files()
        del files["audit/policy.txt"]
        self.assert_unfinished(log, files, 0)

    def test_disclosures_ahead_of_the_log(self):
        log = full()
        size = len(log.leaves)
        log.disclose(ACME, [[size, "page"]])
        self.assert_unfinished(log)
        whole = log.segments[-1].disclosures[-1]
        for end in (1, len(whole) - 1):
            log.segments[-1].disclosures[-1] = whole[:end]
            self.assert_unfinished(log)


# --- One defect of every kind --------------------------------------------------------------------------------

DEFECTS = []


def defect(kind, signer=True):
    """Marks a maker of a bad log: it returns the log or its files, and the place, by default that of the last line
    put."""

    def mark(make):
        DEFECTS.append((kind, signer, make))
        return make

    return mark


def forced(kind, **force):
    """A log whose last record alone has these members wrong."""

    @defect(kind)
    def make():
        log = small()
        log.add(org=ACME, force=force)
        place = log.place
        log.commit()
        return log, place


def segment_file(log, index):
    return f"seg/{log.segments[index].first:012d}.jsonl"


def changed(log, name, data):
    files = log.files()
    if data is None:
        del files[name]
    else:
        files[name] = data
    return files


@defect("missing-segment")
def no_segment_at_all():
    log = small()
    return changed(log, "audit/seg/000000000000.jsonl", None), ("seg/000000000000.jsonl", 0)


@defect("missing-segment")
def a_segment_removed():
    log = full()
    return changed(log, f"audit/{segment_file(log, 1)}", None), (segment_file(log, 1), 0)


@defect("missing-segment")
def a_segment_that_is_nobodys():
    return changed(full(), "audit/seg/000000000001.jsonl", b""), ("seg/000000000007.jsonl", 0)


def garbage(kind, data):
    @defect(kind)
    def make():
        log = small()
        log.put(data + b"\n")
        return log, log.place


for kind_, data_ in (
    ("not-utf8", b'{"\xff":1}'),
    ("not-json", b""),
    ("not-json", b"{"),
    ("not-json", b"\0\0\0"),
    ("not-canonical", b'{ "v":2}'),
    ("not-canonical", b'{"v":2}\r'),
    ("bad-form", b"[]"),
    ("bad-form", b"null"),
    ("bad-form", b'{"v":2}'),
    ("bad-form", b'{"$commit":1}'),
    ("bad-form", b'{"$commit":"x","v":2}'),
    ("bad-form", b'{"$commit":"a commit line behind a commit line"}'),
):
    garbage(kind_, data_)


@defect("too-long")
def a_record_too_long():
    log = small()
    log.add(page="x" * 65535)
    place = log.place
    log.commit()
    return log, place


@defect("bad-form")
def a_commit_line_with_another_member():
    log = small()
    log.add()
    log.put(canonical({"$commit": log.note(), "v": 2}) + b"\n")
    return log, log.place


@defect("bad-form")
def a_segment_that_begins_with_a_commit_line():
    log = Maker(found=False)
    log.put(canonical({"$commit": log.note()}) + b"\n")
    return log, log.place


for force_ in (
    {"v": 1},
    {"v": True},
    {"seq": -1},
    {"b": "1"},
    {"prev": ZERO[:-2] + "B="},
    {"org": "00D1"},
    {"orgSeq": None},
    {"orgPrev": 0},
    {"type": "login"},
    {"type": "login.was.started"},
    {"type": "Login.started"},
    {"at": "2023-02-29T10:00:00.000Z"},
    {"wall": "2024-02-29T10:00:00Z"},
    {"mono": -1},
    {"nonce": "A" * 21 + "B"},
    {"more": False},
    {"user": {"id": NIA["id"]}},
    {"delegateUser": {**NIA, "org": "platform"}},
    {"session": "x"},
    {"rows": 1},
    {"changes": {"$sealed": ZERO}},
    {"changes": {"$sealed": ZERO}, "rows": 0},
    {"changes": [{"$sealed": ZERO}], "rows": 1},
    {"decision": {"effect": "allow", "rule": "GRANT-03"}},
    {"decision": {**ALLOWED, "effect": "maybe"}},
    {"decision": {**ALLOWED, "rule": "GRANT-"}},
    {"decision": {**ALLOWED, "because": {"$sealed": "x"}}},
    {"$sealed": ZERO},
    {"page": {"$sealed": "x"}},
    {"page": {"$sealed": ZERO, "x": 1}},
    {"page": {"x": {"$sealed": ZERO}}},
    {"page": [{"$sealed": ZERO}]},
):
    forced("bad-form", **force_)
forced("bad-batch", b=3)
forced("bad-batch", b=1)
forced("bad-seq", seq=4)
forced("bad-prev", prev=ZERO)
forced("bad-org-seq", orgSeq=3)
forced("bad-org-prev", orgPrev=ZERO)


@defect("bad-form")
def a_member_missing():
    log = small()
    log.add(drop=["wall"])
    return log, log.place


@defect("bad-batch")
def a_batch_that_is_two():
    log = small()
    log.add()
    log.add(force={"b": 3})
    return log, log.place


def own(make):
    """Section 4: the last record put is the one that is wrong."""

    @defect("bad-own-record")
    def made():
        log = make()
        place = log.place
        log.commit()
        return log, place

    return made


@own
def not_founded_first():
    log = Maker(found=False)
    log.add()
    return log


@own
def founded_twice():
    log = small()
    log.add("audit.founded", key=FIRST.vkey, origin=ORIGIN)
    return log


@own
def founded_without_origin():
    log = Maker(found=False)
    log.add("audit.founded", key=FIRST.vkey)
    return log


@own
def founded_in_an_org():
    log = Maker(found=False)
    log.add("audit.founded", ACME, key=FIRST.vkey, origin=ORIGIN)
    return log


@own
def founded_with_a_key_of_another_name():
    log = Maker(found=False)
    log.add("audit.founded", key=SecretKey(b"4" * 32, "other").vkey, origin=ORIGIN)
    return log


def stated(**force):
    @own
    def make():
        log = small()
        log.state(**force)
        return log


for force_ in (
    {"number": 0},
    {"number": True},
    {"hash": ZERO},
    {"subject": BOLT},
    {"subject": "platform", "number": 0},
):
    stated(**force_)


@own
def stated_of_no_org():
    log = small()
    log.state("platform")
    return log


@own
def sealed_within_a_segment():
    log = small()
    log.add("audit.segment-sealed", first=0)
    return log


@own
def a_segment_begun_by_another_record():
    log = small()
    log.seal()
    log.next_segment(opened=False)
    log.add()
    return log


@own
def a_segment_that_names_another_before():
    log = small()
    log.seal()
    log.next_segment(opened=False)
    log.add("audit.segment-sealed", first=1)
    return log


@own
def rotated_from_another_key():
    log = small()
    log.rotate(before=STRANGER)
    return log


@own
def rotated_within_a_batch():
    log = small()
    log.rotate()
    log.add()
    return log


@own
def rotated_to_no_key():
    log = small()
    log.add("audit.key-rotated", before=FIRST.vkey, key=FIRST.vkey[:-1])
    return log


@defect("bad-append")
def an_append_over_two_batches():
    log = small()
    log.add(more=True)
    log.commit()
    return log, log.place


def noted(kind, note):
    @defect(kind)
    def make():
        log = small()
        log.add()
        log.commit(note(log))
        return log, log.place


def tampered(log):
    """A signature of another checkpoint under this one's text."""
    return log.note().split("\n\n")[0] + "\n\n" + log.note(size=99).split("\n\n")[1]


for kind_, note_ in (
    ("bad-note", lambda log: ""),
    ("bad-note", lambda log: log.note() + "\n"),
    ("bad-note", lambda log: log.note()[:-1]),
    ("bad-note", lambda log: log.note().split("\n\n")[0] + "\n\n"),
    ("bad-note", lambda log: log.note().replace("\n4\n", "\n04\n")),
    ("bad-note", lambda log: log.note().replace("\n\n", "\nmore\n\n")),
    ("bad-note", lambda log: log.note().replace("\u2014", "-")),
    ("bad-note", lambda log: log.note(root=ZERO[:-1])),
    ("bad-note", lambda log: log.note(origin="a\tb")),
    ("bad-origin", lambda log: log.note(origin="other")),
    ("bad-size", lambda log: log.note(size=5)),
    ("bad-root", lambda log: log.note(root=ZERO)),
    ("bad-signature", lambda log: log.note(keys=[STRANGER])),
    ("bad-signature", lambda log: log.note(keys=[FIRST, STRANGER])),
    ("bad-signature", lambda log: log.note(keys=[FIRST, FIRST])),
    ("bad-signature", lambda log: log.note(keys=[SecretKey(b"1" * 32, "other")])),
    ("bad-signature", lambda log: log.note().replace(f"\u2014 {ORIGIN}", "\u2014 other")),
    ("bad-signature", tampered),
):
    noted(kind_, note_)


def rotation_signed_by(keys):
    @defect("bad-signature")
    def make():
        log = small()
        log.rotate()
        log.commit(log.note(keys=keys))
        return log, log.place


for keys_ in ([FIRST], [SECOND], [SECOND, FIRST]):
    rotation_signed_by(keys_)


@defect("bad-signature")
def signed_by_the_key_before():
    log = small()
    log.rotate()
    log.commit()
    log.add()
    log.commit(log.note(keys=[FIRST]))
    return log, log.place


@defect("beyond-signer")
def a_commit_line_that_the_signer_does_not_know():
    log = small()
    state = log.signer()
    log.batch({})
    return changed(log, "signer/state", state), log.place


@defect("beyond-signer")
def a_signer_that_never_signed():
    log = Maker()
    return changed(log, "signer/state", bytes(8192)), log.place


@defect("incomplete", signer=False)
def a_line_cut_off():
    log = small()
    log.put(b'{"')
    return log, log.place


@defect("incomplete", signer=False)
def a_batch_without_commit_line():
    log = small()
    log.add()
    return log, log.end


@defect("incomplete")
def cut_within_what_was_acknowledged():
    log = small()
    log.add()
    log.add()
    place = log.place
    log.commit()
    log.segments[-1].data = log.segments[-1].data[: place[1] + 5]
    return log, place


@defect("incomplete")
def another_batch_than_the_signed_one():
    log = small()
    log.add(page=1)
    log.commit(log.note(root=ZERO), written=False)
    return log, log.end


@defect("incomplete")
def an_older_segment_cut_off():
    log = full()
    data = log.segments[0].data
    start = data.rindex(b"\n", 0, -1) + 1
    log.segments[0].data = data[:-1]
    return log, (segment_file(log, 0), start)


def sealed_with(**force):
    @defect("bad-seal")
    def make():
        log = small()
        log.seal(**force)
        return log, ("seg/000000000000.seal", 0)


for force_ in (
    {"v": 1},
    {"first": 1},
    {"size": 4},
    {"bytes": 1},
    {"sha256": ZERO},
    {"batch": 2},
    {"last": ZERO},
    {"edge": []},
    {"heads": {}},
    {"day": "2024-03-01"},
    {"keys": [SECOND.vkey]},
    {"extra": 1},
):
    sealed_with(**force_)


@defect("bad-seal")
def an_older_segment_cut_at_a_batch():
    log = full()
    data = log.segments[0].data
    log.segments[0].data = data[: data.index(b'{"$commit"')] + data[data.index(b'{"$commit"') :].split(b"\n")[0] + b"\n"
    return log, ("seg/000000000000.seal", 0)


@defect("bad-seal")
def a_seal_without_its_segment():
    log = small()
    log.seal()
    return changed(log, "audit/seg/000000000009.seal", b""), ("seg/000000000009.seal", 0)


@defect("missing-seal")
def a_seal_removed():
    return changed(full(), "audit/seg/000000000000.seal", None), ("seg/000000000000.seal", 0)


@defect("cut")
def the_last_batch_removed():
    log = small()
    end = log.end
    log.batch({})
    log.segments[-1].data = log.segments[-1].data[: end[1]]
    return log, end


@defect("cut")
def the_newest_segment_emptied():
    log = full()
    log.segments[-1].data = b""
    return log, log.end


@defect("cut")
def everything_removed():
    log = small()
    log.segments[-1].data = b""
    return log, log.end


def signer_state(make):
    @defect("bad-signer-state")
    def made():
        log = small()
        state, byte = make(log)
        return changed(log, "signer/state", state), ("signer/state", byte)

    return made


@signer_state
def another_note(log):
    return log.slot(log.notes[0]) + bytes(3072) + log.slot(log.note(keys=[STRANGER])) + bytes(3072), 0


@signer_state
def a_short_state(log):
    return log.signer()[:-1], 0


@signer_state
def a_long_state(log):
    return log.signer() + b"\0", 0


@signer_state
def bytes_between_the_slots(log):
    return log.signer()[:2000] + b"x" + log.signer()[2001:], 0


@defect("bad-signer-state")
def a_missing_commit_line_that_a_stranger_signed():
    log = small()
    log.add()
    log.commit(log.note(keys=[STRANGER]), written=False)
    return log, ("signer/state", 0)


@defect("bad-checkpoint")
def a_checkpoint_of_no_commit_line():
    log = small()
    log.checkpoint = log.note(keys=[FIRST, SECOND]).encode()
    return log, ("checkpoint", 0)


def policy_of(text):
    @defect("bad-policy")
    def make():
        return changed(full(), "audit/policy.txt", text.encode()), ("policy.txt", 0)


for text_ in (
    "",
    f"log {FIRST.vkey}\nquorum none\n",
    f"log {SECOND.vkey}\nlog {FIRST.vkey}\nquorum none\n",
    f"log {FIRST.vkey}\nlog {SECOND.vkey}\nquorum none",
    f"log {FIRST.vkey}\nlog {SECOND.vkey}\n\nquorum none\n",
    f"log {FIRST.vkey}\nlog {SECOND.vkey}\nlog {STRANGER.vkey}\nquorum none\n",
):
    policy_of(text_)


@defect("missing-file")
def no_policy():
    return changed(small(), "audit/policy.txt", None), ("policy.txt", 0)


@defect("missing-file")
def no_checkpoint():
    return changed(full(), "audit/checkpoint", None), ("checkpoint", 0)


def disclosed(make, signer=True):
    """The place is that of the last disclosure."""

    @defect("bad-disclosure", signer)
    def made():
        log = small()
        log.add(org=ACME, sealed={"page": "/", "title": "t"})
        log.pending = []
        make(log)
        log.commit()
        lines = log.segments[-1].disclosures
        return log, ("disclosures/000000000000.jsonl", sum(map(len, lines[:-1])))

    return made


BOTH = [[3, "page"], [3, "title"]]
for of_ in (
    [[3, "page"], [3, "page"]],
    [[3, "title"], [3, "page"]],
    [[3, "page"], [3, "other"]],
    [[2, "page"], [3, "page"]],
    [[3, "changes"]],
    [[3, "changes.0"]],
    [[4, "page"]],
    [],
):
    disclosed(lambda log, of=of_: log.disclose(ACME, of))
for force_ in (
    {"b": -1},
    {"b": 1},
    {"b": "1"},
    {"k": "0123456789ABCDEF"},
    {"org": BOLT},
    {"org": "x"},
    {"box": base64.b64encode(bytes(27)).decode()},
    {"box": "A"},
    {"sum": ZERO},
    {"extra": 1},
    {"erased": 1},
    {"erased": []},
    {"of": [[3]]},
):
    disclosed(lambda log, force=force_: log.disclose(ACME, BOTH, force=force))
disclosed(lambda log: log.disclose(ACME, BOTH, erased=2))
disclosed(lambda log: log.disclose(ACME, BOTH, erased=99))
disclosed(lambda log: (log.disclose(ACME, BOTH), log.disclose(ACME, BOTH)))
disclosed(lambda log: (log.disclose(ACME, BOTH), log.disclose(ACME, [[9, "x"]], b=1)))
disclosed(lambda log: (log.disclose(ACME, BOTH), log.segments[-1].disclosures.append(b"[]\n")))
disclosed(lambda log: (log.disclose(ACME, BOTH), log.segments[-1].disclosures.append(b"\xff\n")))
disclosed(lambda log: (log.disclose(ACME, BOTH), log.disclose("x", [[9, "x"]], b=9)))
disclosed(lambda log: (log.disclose(ACME, BOTH), log.disclose(ACME, [[9, "x"]], b=9)), signer=False)
disclosed(lambda log: (log.disclose(ACME, BOTH), log.segments[-1].disclosures.append(b"{")), signer=False)


@defect("bad-disclosure")
def an_older_file_that_goes_on():
    log = full()
    lines = log.segments[0].disclosures
    lines.append(b"{")
    return log, ("disclosures/000000000000.jsonl", sum(map(len, lines[:-1])))


@defect("bad-disclosure")
def lines_in_another_order_than_the_batches():
    log = small()
    log.batch({"sealed": {"page": 1}})
    log.batch({"sealed": {"page": 2}})
    lines = log.segments[-1].disclosures
    lines.reverse()
    return log, ("disclosures/000000000000.jsonl", len(lines[0]))


@defect("bad-disclosure")
def lines_of_an_old_batch_beside_an_empty_segment():
    log = small()
    log.seal()
    log.next_segment(opened=False)
    log.disclose(ACME, [[1, "page"]], b=1)
    return log, (f"disclosures/{log.segments[-1].first:012d}.jsonl", 0)


@defect("bad-disclosure")
def a_file_without_a_segment():
    return changed(small(), "audit/disclosures/000000000007.jsonl", b""), ("disclosures/000000000007.jsonl", 0)


@defect("bad-disclosure")
def erased_by_what_was_never_acknowledged():
    log = small()
    log.add(sealed={"page": 1})
    log.pending = []
    log.disclose("platform", [[3, "page"]], erased=4)
    log.commit()
    log.add("audit.erasure-requested")
    return log, ("disclosures/000000000000.jsonl", 0)


@defect("missing-disclosure")
def a_value_that_no_line_names():
    log = small()
    log.add(sealed={"page": 1, "title": 2})
    log.pending = [("platform", [[3, "page"]])]
    log.commit()
    return log, ("disclosures/000000000000.jsonl", len(log.segments[-1].disclosures[0]))


@defect("missing-disclosure")
def an_item_that_no_line_names():
    log = small()
    log.add(rows=["a", "b", "c"])
    log.pending = [("platform", [[3, "changes"], [3, "changes.0"], [3, "changes.2"]])]
    log.commit()
    return log, ("disclosures/000000000000.jsonl", len(log.segments[-1].disclosures[0]))


@defect("missing-disclosure")
def a_file_removed():
    log = full()
    name = "disclosures/000000000000.jsonl"
    return changed(log, f"audit/{name}", None), (name, 0)


@defect("missing-disclosure")
def acknowledged_without_commit_line():
    log = small()
    log.add(sealed={"page": 1})
    log.pending = []
    log.commit(written=False)
    return log, ("disclosures/000000000000.jsonl", 0)


@defect("missing-disclosure")
def more_rows_than_anybody_could_name():
    log = small()
    log.add(force={"changes": {"$sealed": ZERO}, "rows": 2**53 - 1})
    log.commit()
    return log, ("disclosures/000000000000.jsonl", 0)


def kinds_of_spec():
    """The kinds that sections 8 to 10 name, without those of evidence alone."""
    with open(os.path.join(HERE, "SPEC.md"), encoding="utf-8") as stream:
        text = stream.read()
    eighth, ninth = text.index("Kinds, asked of each line"), text.index("## 9.")
    table = "\n".join(line.split("|")[1] for line in text[eighth:ninth].split("\n") if line.startswith("| `"))
    ends = text[text.index("when all lines are read, in this order") : text.index("Without `signer/state`, everything")]
    ends = re.sub(r"\([^)]*\)", "", ends)
    found = set(re.findall(r"`([a-z0-9-]+)`", table + ends))
    return found | {"bad-disclosure", "missing-disclosure"}


class Defects(Case):
    def test_every_defect_is_named_with_its_kind_and_place(self):
        for kind, signer, make in DEFECTS:
            with self.subTest(kind=kind, log=make.__name__):
                made, place = make()
                files = made if isinstance(made, dict) else made.files()
                found = self.judge(files, signer)
                self.assertNotEqual("good", found.verdict)
                if signer and (found.verdict == "unfinished" or found.defect.kind != kind):
                    # It stands behind all that was acknowledged, where the signer's state explains it or tells more.
                    found = self.judge(files, False)
                self.assert_bad(kind, place, found)

    def test_no_kind_of_the_specification_is_left_out(self):
        self.assertEqual(kinds_of_spec(), {kind for kind, _, _ in DEFECTS})

    def test_a_line_without_end_is_not_read_to_its_end(self):
        log = small()
        log.put(b"x" * 5000)
        with unittest.mock.patch.object(verify, "LINE_LIMIT", 4096):
            self.assert_bad("too-long", log.place, self.judge(log.files(), False))

    def test_a_policy_received_in_another_way_that_does_not_fit(self):
        files = {**full().files(), "mine": f"log {FIRST.vkey}\nquorum none\n".encode()}
        found = self.judge(files, policy="mine")
        self.assertEqual("bad-policy", found.defect.kind)
        self.assertEqual("policy.txt", found.defect.file)

    def test_no_changed_byte_goes_unseen(self):
        log = small()
        log.batch({"sealed": {"page": 1}})
        log.seal()
        files = log.files()
        for name, data in files.items():
            for at in range(0, len(data), 7 if "policy" in name else 97):
                # The older slot counts for nothing.
                if name == "signer/state" and at < 1024:
                    continue
                damaged = data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :]
                self.assertEqual("bad", self.judge({**files, name: damaged}).verdict, (name, at))


# --- Evidence ------------------------------------------------------------------------------------------------


def evidence(**members):
    log = full()
    log.state(ACME)
    log.commit()
    seqs = [seq for seq, line in enumerate(log.lines) if json.loads(line)["org"] == ACME]
    seqs.append(len(log.leaves) - 1)
    disclosures = sorted((key for key in log.values if key[0] == 3), key=lambda key: verify.name_order(key[1]))
    complete = {"org": ACME, "from": 0, "to": len(seqs) - 2}
    return log.pack(seqs, [(2, "page"), *disclosures], complete=complete, about={"made": "for a test"}, **members)


class Evidence(Case):
    def judge_pack(self, pack, policy=None):
        return verify.verify_pack(pack if isinstance(pack, bytes) else canonical(pack) + b"\n", policy)

    def test_a_good_pack(self):
        pack = evidence()
        found = self.judge_pack(pack)
        self.assert_verdict("good", found)
        self.assertEqual(len(pack["records"]), found.records)
        self.assert_verdict("good", self.judge_pack(pack, [FIRST.vkey, SECOND.vkey, STRANGER.vkey]))
        self.assert_bad("bad-policy", "keys", self.judge_pack(pack, [STRANGER.vkey]))

    def test_a_checkpoint_with_both_signatures_of_a_rotation(self):
        log = small()
        log.rotate()
        log.commit()
        self.assert_verdict("good", self.judge_pack(log.pack([1])))

    def test_each_kind(self):
        good = evidence()
        line = good["records"][0]["line"]

        def record(place, **force):
            return {"records": [{**r, **force} if n == place else r for n, r in enumerate(good["records"])]}

        def disclosure(place, value):
            return {"disclosures": [value if n == place else d for n, d in enumerate(good["disclosures"])]}

        def complete(**force):
            return {"complete": {**good["complete"], **force}}

        bad_line = line.replace('"v":2', '"v":3')
        text = good["checkpoint"].split("\n\n")[0] + "\n"
        for kind, place, force in (
            ("bad-form", "file", {"v": 1}),
            ("bad-form", "file", {"extra": 1}),
            ("bad-form", "file", {"keys": []}),
            ("bad-form", "file", {"keys": ["x"]}),
            ("bad-form", "file", {"records": [line]}),
            ("bad-form", "file", {"disclosures": good["disclosures"][::-1]}),
            ("bad-form", "file", complete(to=-1)),
            ("bad-note", "checkpoint", {"checkpoint": "x"}),
            ("bad-origin", "checkpoint", {"keys": [SecretKey(b"1" * 32, "other").vkey]}),
            ("bad-signature", "checkpoint", {"keys": [STRANGER.vkey]}),
            ("bad-signature", "checkpoint", {"checkpoint": good["checkpoint"].replace("\n16\n", "\n17\n")}),
            ("bad-signature", "checkpoint", {"checkpoint": text + "\n" + SECOND.line(text) + FIRST.line(text)}),
            ("not-json", "records.1", record(1, line="{")),
            ("not-canonical", "records.1", record(1, line=line + " ")),
            ("too-long", "records.1", record(1, line='{"x":"' + "x" * 65535 + '"}')),
            ("bad-form", "records.0", record(0, line=bad_line)),
            ("bad-form", "records.1", {"records": good["records"][1::-1]}),
            ("bad-proof", "records.0", record(0, proof=[])),
            ("bad-proof", "records.0", record(0, line=line.replace("GRANT-03", "GRANT-04"))),
            ("bad-disclosure", "disclosures.0", disclosure(0, [2, "page", good["disclosures"][0][2], "/other"])),
            ("bad-disclosure", "disclosures.0", disclosure(0, [2, "decision.because", "A" * 22, 1])),
            ("bad-disclosure", "disclosures.0", disclosure(0, [0, "page", "A" * 22, 1])),
            ("bad-disclosure", "disclosures.1", {"disclosures": [good["disclosures"][0], good["disclosures"][2]]}),
            ("bad-disclosure", "disclosures.3", disclosure(3, [3, "changes.1", "A" * 22, 1])),
            ("not-complete", "complete", complete(to=99)),
            ("not-complete", "complete", complete(org=BOLT)),
            ("not-complete", "complete", {"records": good["records"][:1] + good["records"][2:], "disclosures": []}),
            ("not-complete", "complete", {"records": good["records"][:-1]}),
        ):
            with self.subTest(kind=kind, force=str(force)[:80]):
                if "checkpoint" in force and kind == "bad-signature":
                    self.assertNotEqual(good["checkpoint"], force["checkpoint"])
                self.assert_bad(kind, place, self.judge_pack({**good, **force}))
        for kind, data in (
            ("not-utf8", b"\xff\n"),
            ("not-json", b"{\n"),
            ("not-canonical", canonical(good)),
            ("not-canonical", canonical(good) + b"\n\n"),
            ("bad-form", b"[]\n"),
        ):
            self.assert_bad(kind, "file", self.judge_pack(data))


# --- The command ---------------------------------------------------------------------------------------------


class Command(Case):
    def run_in(self, files, *arguments):
        with tempfile.TemporaryDirectory() as state:
            for name, data in files.items():
                path = os.path.join(state, name)
                os.makedirs(os.path.dirname(path), exist_ok=True)
                with open(path, "wb") as stream:
                    stream.write(data)
            command = [sys.executable, os.path.join(HERE, "verify.py"), *arguments]
            # The C locale, so that no word about a log depends on the terminal's character set.
            ran = subprocess.run(command, cwd=state, capture_output=True, env={**os.environ, "LC_ALL": "C"})
            return ran.returncode, ran.stdout.decode(), ran.stderr.decode()

    def test_a_good_log(self):
        log = full()
        root = base64.b64encode(root_of(log.leaves)).decode()
        code, out, _ = self.run_in(log.files(), "audit")
        self.assertEqual((0, f"good: {len(log.leaves)} records, {log.b} batches, root {root}\n"), (code, out))
        code, out, _ = self.run_in(log.files(), "audit/", "--json", "--no-signer")
        told = {"verdict": "good", "records": len(log.leaves), "batches": log.b, "root": root, "defect": None}
        self.assertEqual((0, told), (code, json.loads(out)))

    def test_an_unfinished_log(self):
        log = small()
        log.put(b"{")
        code, out, _ = self.run_in(log.files(), "audit")
        self.assertEqual(0, code)
        self.assertRegex(out, r"^unfinished: 3 records, 2 batches, root \S+; what stands from byte \d+ of seg/0+\.jsonl")
        code, out, _ = self.run_in(log.files(), "audit", "--no-signer")
        self.assertEqual(1, code)
        self.assertRegex(out, r"^bad: incomplete at seg/000000000000.jsonl byte \d+: ")

    def test_a_bad_log(self):
        log = small()
        log.add()
        log.commit(log.note(origin="\x9b31m\U0001f600"))
        code, out, _ = self.run_in(log.files(), "audit", "--no-signer")
        self.assertEqual(1, code)
        self.assertIn("\\x9b31m", out)
        code, out, _ = self.run_in(log.files(), "audit", "--no-signer", "--json")
        told = json.loads(out)
        self.assertEqual((1, "bad", 3, 2), (code, told["verdict"], told["records"], told["batches"]))
        self.assertEqual({"kind": "bad-origin", "file": log.place[0], "byte": log.place[1]}, told["defect"])

    def test_a_pack(self):
        files = {"x/pack": canonical(evidence()) + b"\n", "x/none": b"{}\n", "x/policy": b"?"}
        files["x/fits"] = f"log {FIRST.vkey}\nlog {SECOND.vkey}\nquorum none\n".encode()
        self.assertEqual(0, self.run_in(files, "--file", "x/pack")[0])
        self.assertEqual(0, self.run_in(files, "--file", "x/pack", "--policy", "x/fits")[0])
        self.assertEqual(2, self.run_in(files, "--file", "x/pack", "--policy", "x/policy")[0])
        code, out, _ = self.run_in(files, "--file", "x/none", "--json")
        self.assertEqual((1, {"kind": "bad-form", "place": "file"}), (code, json.loads(out)["defect"]))

    def test_wrong_usage_and_what_cannot_be_read(self):
        files = small().files()
        for arguments in ([], ["audit", "--file", "x"], ["nowhere"], ["--file", "nowhere"], ["audit", "--what"]):
            code, out, error = self.run_in(files, *arguments)
            self.assertEqual((2, ""), (code, out), arguments)
            self.assertNotIn("Traceback", error)
        self.assertEqual(2, self.run_in(files, "audit", "--policy", "nowhere")[0])
        self.assertEqual(2, self.run_in({**files, "audit/checkpoint/x": b""}, "audit")[0])

    def test_progress_is_told_on_a_terminal(self):
        out = io.StringIO()
        progress = verify.Progress(200, out)
        progress(50)
        self.assertEqual("", out.getvalue())
        progress.shown -= 1
        progress.started -= 10
        progress(50)
        self.assertRegex(out.getvalue(), r"^\r50 % read, 0\.0 MB/s, 0 min 1\d s left$")
        progress.end()
        with contextlib.closing(io.StringIO()) as other:
            verify.Progress(1, other).end()
            self.assertEqual("", other.getvalue())


if __name__ == "__main__":
    unittest.main()
