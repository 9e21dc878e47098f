ALTER TABLE `accounts` ADD `modules_changed_at` text;
--> statement-breakpoint
INSERT INTO `default_prompts` (`type`, `prompt`, `version`) VALUES
  ('clustering', 'You group search keywords for an editorial plan.

Keywords, one a line, with their monthly searches where they are known:
{keywords}

Clusters that the site has already:
{existing_clusters}

Rules:
- Put keywords together when one page would satisfy everybody who searches for any of them. Judge by what the searcher wants, not by shared words alone: "running shoes for flat feet" and "best shoes for overpronation" belong together, "running shoes" and "running plan" do not.
- Use an existing cluster, under its exact name, where its subject is the same. Make a new one only where none fits.
- Every keyword goes into one cluster, written exactly as it was given. Leave none out and add none.
- A keyword that fits with no other has a cluster of its own.
- Name a cluster in two to five words as an editor would name the subject, in the language of its keywords. Describe it in one sentence: who searches, and for what.', 1),
  ('ideas', 'You plan articles for {site_name}.

Topic: {cluster}
What it covers: {cluster_description}
Keywords of the topic, the most searched first:
{keywords}

Titles that the site has already:
{existing_titles}

Propose {count} articles.
- Each answers another question that searchers of this topic have. No two would compete for the same keyword, and none repeats a title above in other words.
- Title: specific, honest and at most 65 characters, with its primary keyword where it reads naturally. No clickbait, and no year unless the subject asks for one.
- Description: two or three sentences on what the reader will know or be able to do afterwards.
- Headings: four to eight h2 headings in the order in which a reader needs the answers, each saying what its section tells.
- Target keywords: taken from the list above, the primary one first.
- Structure: the kind of article that the searcher expects, such as a guide, a comparison, a review or a list.
- Word count: what the subject needs, no more.', 1),
  ('content_generation', 'Write an article for {site_name}.

Title: {title}
Brief: {description}
Kind of article: {structure}
Keywords, the primary one first: {keywords}
Sections to cover, in this order:
{headings}
Length: about {word_count} words, and within 15 percent of that.
Tone: {tone}
FAQ wanted: {include_faq}
Articles that the site has already, not to be repeated:
{existing_titles}

How to write it:
- Begin with a short introduction that answers the title''s question in its first two sentences. Then say for whom the article is.
- Give each section above an h2. Use h3 where a section has parts that a reader would look for by themselves. Never an h1.
- Be concrete: figures, steps, conditions, examples. Say what something depends on rather than that it depends. Where you are not certain of a fact, leave it out: invent no sources, studies, quotations, prices or names.
- Use the primary keyword in the first hundred words and in one h2, and the others where they come naturally. Never bend a sentence for a keyword.
- Keep paragraphs to four sentences, sentences mostly under 25 words. Use lists and tables where they compare or count something.
- Where an FAQ is wanted, end with three to five questions that the sections leave open, each an h3 under one h2, answered in two to four sentences.
- Write in the language of the title.

Give the body as HTML with h2, h3, p, ul, ol, li, table, strong, em and blockquote only, without classes or styles. The meta title has at most 60 characters, the meta description at most 160, and both say what the reader gets.', 1),
  ('image_prompt_extraction', 'You choose the pictures of an article.

Title: {title}
Main subject: {keyword}
Style of the pictures: {style}

The article:
{content}

Describe one featured picture for the whole article, and up to {count} pictures for its sections, in the order of the sections. Choose the sections that a picture explains or makes easier to remember, and give none to those that it would only decorate.

For each picture:
- Describe what is seen in one or two sentences: subject, setting, light, point of view. One clear scene with one centre of attention.
- Show things, places and actions. No writing, logos, screens with text, watermarks or collages; no real or recognisable persons.
- Where the article is about health, money or law, show everyday situations rather than symptoms, procedures or banknotes.
- Alt text: at most 125 characters, what a person who cannot see it should know. Do not begin with "Image of".
- Caption: the title for the featured picture, the section''s heading for the others.', 1),
  ('image_prompt_template', '{prompt}

Style: {style}. One scene with a clear centre of attention, natural proportions, believable light, and quiet space around the subject so that it can be cropped. For the article "{title}".', 1),
  ('negative_prompt', 'text, letters, numbers, captions, watermarks, logos, signatures, borders, frames, collage, split screen, distorted hands or faces, extra limbs, blur, low resolution, oversaturated colours, recognisable persons, brand names, nudity, violence', 1),
  ('optimization', 'Improve an article that exists already.

Title: {title}
Primary keyword: {keyword}
Score now, out of 100: {score}

What an analysis found wanting, the weightiest first:
{issues}

The article:
{content}

- Mend what the list names, in its order, and leave the rest as it is. Every sentence that is good enough stays word for word.
- Keep every fact, figure, link, image and quotation. Add no claim that the article does not make or plainly imply.
- Keep the author''s tone and language, the order of the sections, and the length within 15 percent, unless the list asks for another.
- Use the keyword where it reads naturally and never twice in one paragraph. Where a finding could be mended only by harming the text, leave it.
- Return the whole article as HTML with the elements that it has now. Change the meta title (at most 60 characters) and the meta description (at most 160) only where the list names them.', 1);
