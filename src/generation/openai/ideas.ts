import type { IdeasInput, IdeasOutput } from "../functions";
import { requestAnswer } from "./ask";
import type { Session } from "./session";

const WORDS = { least: 300, most: 5000 };
const HEADINGS = 12;
const KEYWORDS = 10;

/** Fewer than asked where the model repeats what the site has: a repetition is left out, not made up for. */
export async function requestIdeas(session: Session, input: IdeasInput): Promise<IdeasOutput> {
  const { count, cluster, site_name, taken_titles, taken_keywords } = input;
  const data = {
    site_name,
    cluster: cluster.name,
    cluster_description: cluster.description,
    keywords: cluster.keywords,
    existing_titles: taken_titles,
    existing_keywords: taken_keywords,
  };
  const { ideas } = await requestAnswer(session, "ideas", { type: "ideas", figures: { count }, data });
  const titles = new Set(taken_titles.map(keyOf));
  const targets = new Set(taken_keywords.map(keyOf));
  const fresh = ideas.filter((idea) => {
    const [title, target] = [keyOf(idea.idea_title), keyOf(idea.target_keywords[0] ?? "")];
    if (!title || !target || titles.has(title) || targets.has(target)) return false;
    titles.add(title);
    targets.add(target);
    return true;
  });
  return { ideas: fresh.slice(0, count).map(tidy) };
}

const tidy = (idea: IdeasOutput["ideas"][number]) => ({
  ...idea,
  idea_title: idea.idea_title.slice(0, 200),
  description: idea.description.slice(0, 2000),
  headings: present(idea.headings).slice(0, HEADINGS),
  target_keywords: present(idea.target_keywords).slice(0, KEYWORDS),
  estimated_word_count: Math.min(WORDS.most, Math.max(WORDS.least, idea.estimated_word_count)),
});

const present = (texts: string[]) => texts.map((text) => text.trim().slice(0, 200)).filter(Boolean);

const keyOf = (text: string) =>
  text
    .normalize("NFC")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
