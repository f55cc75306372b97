import { type DataTable, When } from "@cucumber/cucumber";
import { modificationOf, packageNamed } from "./license-rows.ts";
import { rowsAround, theRow } from "./place.ts";
import type { World } from "./world.ts";

When(
  "{person} asks whether {person} may modify the license of {word} in {org}",
  async function (this: World, asker: string, user: string, name: string, org: string, table: DataTable) {
    const { story, drive } = this;
    this.answer = await drive.explain(story.person(asker), {
      act: "modify a license",
      user: story.person(user).ref,
      subscriber: (await story.org(org)).id,
      package: (await packageNamed(story, name)).id,
      ...modificationOf(table),
    });
  },
);

When(
  "{person} asks whether {person} may refresh the licenses of {word}",
  async function (this: World, asker: string, user: string, name: string) {
    const { story, drive } = this;
    const { id } = await packageNamed(story, name);
    this.answer = await drive.explain(story.person(asker), {
      act: "refresh licenses",
      user: story.person(user).ref,
      package: id,
    });
  },
);

When(
  "{person} asks whether {person} may assign a license for {word}",
  async function (this: World, asker: string, user: string, name: string) {
    const { story, drive } = this;
    const { id } = await packageNamed(story, name);
    this.answer = await drive.explain(story.person(asker), {
      act: "assign a license",
      user: story.person(user).ref,
      package: id,
    });
  },
);

When(
  "{person} asks whether {person} may use the setting {string}",
  async function (this: World, asker: string, user: string, label: string) {
    const { story, drive } = this;
    const setting = theRow(await rowsAround(this, asker), "customSettings", label, (one) => one.label === label).id;
    this.answer = await drive.explain(story.person(asker), {
      act: "use a custom setting",
      user: story.person(user).ref,
      setting,
    });
  },
);
