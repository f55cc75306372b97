import fc from "fast-check";
import { expect, test } from "vitest";
import { formatStartLink, instanceUrl, parseStartLink, SECRET_REMOVED, withoutSecret } from "./start-link.ts";

const project = fc.stringMatching(/^[a-z0-9-]{1,20}$/);
const host = fc.stringMatching(/^[a-z0-9-]{1,20}(\.[a-z]{2,9}){1,3}(:[1-9]\d{1,3})?$/);
const sessionId = fc.stringMatching(/^00D[0-9A-Za-z]{12}![0-9A-Za-z]{18}\.[0-9A-Za-z_-]{43}$/);

test("parsing undoes formatting", () => {
  fc.assert(
    fc.property(project, fc.constantFrom("http", "https"), host, sessionId, (name, scheme, at, id) => {
      const link = { project: name, instanceUrl: `${scheme}://${at}`, sessionId: id };
      expect(parseStartLink(formatStartLink(link))).toEqual(link);
    }),
  );
});

test("whatever text comes, nothing unsafe is read out of it", () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (url, id) => {
      const link = parseStartLink(`forceide://uat?url=${url}&sessionId=${id}`);
      for (const part of [link?.instanceUrl, link?.sessionId]) expect(part ?? "").not.toMatch(/[\s`$\\"'|&;<>()]/);
    }),
  );
});

test.for([
  [
    "the platform's own example",
    "forceide://a+b/?url=us1.example:8080&secure=0&sessionId=00D!A.b_c",
    "http://us1.example:8080",
    "00D!A.b_c",
  ],
  ["secure unless it says otherwise", "forceide://a?url=us1.example&sessionId=x", "https://us1.example", "x"],
  ["any other word is secure", "forceide://a?url=us1.example&sessionId=x&secure=false", "https://us1.example", "x"],
  ["an address with its own scheme", "forceide://a?url=http://us1.example&sessionId=x", "http://us1.example", "x"],
  ["no address", "forceide://a?sessionId=x", undefined, "x"],
  ["an empty address", "forceide://a?url=&sessionId=x", undefined, "x"],
  ["no session", "forceide://a?url=us1.example", "https://us1.example", undefined],
  ["what a shell would run", "forceide://a?url=us1.example&sessionId=x;rm", "https://us1.example", undefined],
  ["a broken escape", "forceide://a?url=us1.example&sessionId=%E0%A4%A", "https://us1.example", undefined],
] as const)("a link with %s", ([, text, url, id]) => {
  expect(parseStartLink(text)?.instanceUrl).toBe(url);
  expect(parseStartLink(text)?.sessionId).toBe(id);
});

test.for(["", "forceide://a", "https://a?url=b&sessionId=c", " forceide://a?url=b&sessionId=c", "forceide://?url=b"])(
  "%j is no start link",
  (text) => {
    expect(parseStartLink(text)).toBeUndefined();
  },
);

test("the project's name is the host part, with a plus made an underscore", () => {
  expect(parseStartLink("forceide://acme+uat?url=a&sessionId=b")?.project).toBe("acme_uat");
});

test("without its secret it is a whole link all the same", () => {
  const link = { project: "uat", instanceUrl: "http://uat.localhost:4100" };
  expect(withoutSecret.gives(link)).toBe("forceide://uat?url=uat.localhost:4100&sessionId=SESSION_ID_REMOVED&secure=0");
  expect(parseStartLink(withoutSecret.gives(link))).toEqual({ ...link, sessionId: SECRET_REMOVED });
});

test.for([
  ["http://localhost:4100", "http://acme--uat.localhost:4100"],
  ["http://localhost", "http://acme--uat.localhost"],
  ["http://quill.localhost:4100", "http://acme--uat.localhost:4100"],
  ["http://127.0.0.1:4100", "http://127.0.0.1:4100"],
  ["https://understudy.example", "https://understudy.example"],
] as const)("seen from %s the sandbox answers at %s", ([from, at]) => {
  expect(instanceUrl(from, "acme--uat")).toBe(at);
});
