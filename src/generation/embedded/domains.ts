export type Domain = "health" | "money" | "software" | "shopping" | "any";

/** Who and what an article of the field can refer its readers to. */
export const vocabulary: Record<Domain, { expert: string[]; source: string[] }> = {
  health: {
    expert: ["a doctor", "a pharmacist", "a nurse or doctor", "a health professional", "your own doctor"],
    source: [
      "the pages of a national health service",
      "the guidance of a professional society",
      "a published guideline",
      "a systematic review",
    ],
  },
  money: {
    expert: ["a licensed adviser", "an accountant", "a qualified broker", "an independent adviser"],
    source: ["the regulator's own pages", "the full terms", "the provider's fee schedule"],
  },
  software: {
    expert: ["an experienced administrator", "an experienced user", "an independent consultant"],
    source: ["the official documentation", "the vendor's own pages", "the release notes"],
  },
  shopping: {
    expert: ["an independent tester", "an experienced user", "a consumer adviser"],
    source: ["the manufacturer's specification", "an independent test", "the terms and conditions"],
  },
  any: {
    expert: ["a specialist", "an experienced practitioner", "a qualified adviser"],
    source: ["a primary source", "the pages of an official body", "the original publication"],
  },
};

const words: [Domain, RegExp][] = [
  [
    "health",
    /menopaus|hormon|symptom|pain|disease|syndrome|therap|medic|doctor|health|pregnan|diabet|cancer|vitamin|supplement|diet|sleep|anxi|depress|skin|hair loss|blood|hot flash|weight (?:loss|gain)|allerg|infection|migraine|dental|dentist|period|ovar|estrogen|treatment|nutrition|pill|dose|physio/i,
  ],
  [
    "money",
    /loan|mortgage|insuranc|credit|tax|invest|bank|pension|retire|stock|fund|saving|debt|crypto|401k|interest rate/i,
  ],
  [
    "software",
    /software|\bapps?\b|crm|saas|\bapi\b|plugin|hosting|cloud|database|developer|programming|wordpress|\bseo\b|email marketing|automation|server|code|javascript|python|kubernetes|\bai\b/i,
  ],
  [
    "shopping",
    /desk|chair|mattress|laptop|phone|camera|shoe|bag|bike|vacuum|fryer|machine|headphone|tv\b|jacket|tent|sofa|toy|best |cheap|buy|review/i,
  ],
];

/** The field that most of the texts speak of. */
export function domainOf(texts: string[]): Domain {
  const counts = words.map(([domain, pattern]) => ({
    domain,
    count: texts.filter((text) => pattern.test(text)).length,
  }));
  const best = counts.reduce((a, b) => (b.count > a.count ? b : a), { domain: "any" as Domain, count: 0 });
  return best.domain;
}
