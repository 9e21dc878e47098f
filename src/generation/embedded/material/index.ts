import type { SectionKind } from "../headings";
import { askMaterial } from "./ask";
import { best } from "./best";
import { causes } from "./causes";
import { comparison } from "./comparison";
import { context } from "./context";
import { cost } from "./cost";
import { decideMaterial } from "./decide";
import { definition } from "./definition";
import { general } from "./general";
import { howTo } from "./how-to";
import { local } from "./local";
import { mistakes } from "./mistakes";
import { myths } from "./myths";
import { plan } from "./plan";
import { relief } from "./relief";
import { signs } from "./signs";
import { sources } from "./sources";
import { test } from "./test";
import { timing } from "./timing";
import { track } from "./track";
import { yesNo } from "./yes-no";
import type { Material } from "./material";

export type { Material } from "./material";

/** What there is to say, by what a section is about. */
export const material: Record<SectionKind, Material> = {
  definition,
  signs,
  timing,
  causes,
  relief,
  comparison,
  best,
  cost,
  how_to: howTo,
  local,
  yes_no: yesNo,
  test,
  general,
  sources,
  mistakes,
  decide: decideMaterial,
  track,
  ask: askMaterial,
  plan,
  myths,
  context,
};
