import { listHeadings, parseHtml, htmlToText } from "../../text/html/html";
import { GenerationError } from "../errors";
import type { ImagePromptsInput, ImagePromptsOutput } from "../functions";
import { requestAnswer } from "./ask";
import type { Session } from "./session";

const INTRODUCTION = 600;
const PROMPT = 2000;
const ALT = 200;

/** One featured image, and at most so many inside, each at a section of its own. */
export async function proposeImages(session: Session, input: ImagePromptsInput): Promise<ImagePromptsOutput> {
  const { title, content_html, primary_keyword, style, max_images } = input;
  const tree = parseHtml(content_html);
  const sections = listHeadings(tree).filter((heading) => heading.level === 2);
  const headings = sections.map((heading) => heading.text);
  const content = { introduction: htmlToText(tree).slice(0, INTRODUCTION), sections: headings.map(numbered) };
  const data = { title, keyword: primary_keyword, style, content };
  const figures = { count: max_images };
  const { images } = await requestAnswer(session, "image_prompts", {
    type: "image_prompt_extraction",
    figures,
    data,
  });
  const bySection = new Map(images.toReversed().map((image) => [image.section, image]));
  const featured = bySection.get(0);
  if (!featured) throw new GenerationError("The model proposed no featured image", "bad_answer");
  const inside = headings.flatMap((caption, i) => {
    const image = bySection.get(i + 1);
    return image ? [{ ...image, caption }] : [];
  });
  return {
    images: [{ ...featured, caption: title }, ...inside.slice(0, max_images)].map((image, position) => ({
      image_type: position === 0 ? "featured" : "in_article",
      position,
      caption: image.caption,
      prompt: image.prompt.slice(0, PROMPT),
      alt_text: image.alt_text.slice(0, ALT),
    })),
  };
}

const numbered = (heading: string, i: number) => ({ section: i + 1, heading });
