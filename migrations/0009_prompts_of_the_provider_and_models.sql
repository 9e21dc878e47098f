-- What the provider fills: each placeholder stands for a figure, or says where its value is in the data section.
UPDATE `default_prompts` SET `version` = 2, `prompt` = 'You improve a first grouping of search keywords for an editorial plan.

The groups, made by rules, each keyword with its id: {clusters}
Clusters that the site has already, each with its id: {existing_clusters}

Rules:
- Merge groups that one page would satisfy, and split those that hold several subjects. Judge by what the searcher wants, not by shared words alone: "running shoes for flat feet" and "best shoes for overpronation" belong together, "running shoes" and "running plan" do not. Leave a group that is good as it is.
- Use an existing cluster, by its id, where its subject is the same. Make a new one only where none fits.
- Every keyword id goes into exactly one cluster. Leave none out and add none.
- A keyword that fits with no other has a cluster of its own.
- Name a cluster in two to five words as an editor would name the subject, in the language of its keywords. No two have one name. Describe it in one sentence: who searches, and for what.' WHERE `type` = 'clustering';
--> statement-breakpoint
UPDATE `default_prompts` SET `version` = 2, `prompt` = 'You plan articles for a site, which is named in {site_name}.

Topic: {cluster}
What it covers: {cluster_description}
Keywords of the topic, the most searched first: {keywords}

What the site has already:
- Titles: {existing_titles}
- Keywords that its pages are made for: {existing_keywords}

Propose {count} articles.
- Each answers another question that searchers of this topic have. No two would compete for the same keyword. None repeats one of the titles in other words, and none has one of those keywords as its primary one.
- Title: specific, honest and at most 65 characters, with its primary keyword where it reads naturally. No clickbait, and no year unless the subject asks for one.
- Description: two or three sentences on what the reader will know or be able to do afterwards.
- Headings: four to eight h2 headings in the order in which a reader needs the answers, each saying what its section tells.
- Target keywords: taken from the topic''s, the primary one first.
- Structure: the kind of article that the searcher expects, such as a guide, a comparison, a review or a listicle.
- Word count: what the subject needs, no more.' WHERE `type` = 'ideas';
--> statement-breakpoint
UPDATE `default_prompts` SET `version` = 2, `prompt` = 'An article is written for a site, in steps. Do the step that is named below, and leave the others to theirs.

The site: {site_name}
Title: {title}
Brief: {description}
Kind of article: {structure}
Keywords, the primary one first: {keywords}
Sections to cover, in this order: {headings}
Length of the whole article: about {word_count} words
Tone: {tone}
FAQ wanted: {include_faq}
Articles that the site has already, not to be repeated: {existing_titles}
Keywords of theirs, not to be competed for: {existing_keywords}

How it is written:
- It begins with a short introduction that answers the title''s question in its first two sentences, and then says for whom the article is.
- Be concrete: steps, conditions, examples. Say what something depends on rather than that it depends. Where you are not certain of a fact, leave it out: invent no figures, sources, studies, quotations, prices or names.
- The primary keyword stands in the first hundred words and in one heading, the others where they come naturally. Never bend a sentence for a keyword.
- Paragraphs of at most four sentences, sentences mostly under 25 words. Lists and tables where they compare or count something.
- Where an FAQ is wanted, it has three to five questions that the sections leave open, each an h3, answered in two to four sentences.
- Write in the language of the title.' WHERE `type` = 'content_generation';
--> statement-breakpoint
UPDATE `default_prompts` SET `version` = 2, `prompt` = 'You choose the pictures of an article.

Title: {title}
Main subject: {keyword}
Style of the pictures: {style}
How it begins, and its sections with their numbers: {content}

Describe one featured picture for the whole article, which has the section number 0, and at most {count} pictures for sections, by their numbers. Choose the sections that a picture explains or makes easier to remember, and give none to those that it would only decorate.

For each picture:
- Describe what is seen in one or two sentences: subject, setting, light, point of view. One clear scene with one centre of attention.
- Show things, places and actions. No writing, logos, screens with text, watermarks or collages; no real or recognisable persons.
- Where the article is about health, money or law, show everyday situations rather than symptoms, procedures or banknotes.
- Alt text: at most 125 characters, what a person who cannot see it should know. Do not begin with "Image of".' WHERE `type` = 'image_prompt_extraction';
--> statement-breakpoint
UPDATE `default_prompts` SET `version` = 2, `prompt` = 'Improve an article that exists already.

Title: {title}
Primary keyword: {keyword}
Other keywords: {secondary_keywords}
Meta title now: {meta_title}
Meta description now: {meta_description}
Score now, out of 100: {score}

What an analysis found wanting, the weightiest first: {issues}
The article: {content}

- Mend what the analysis names, in its order, and leave the rest as it is. Every sentence that is good enough stays word for word.
- Keep every fact, figure, link, image and quotation. Add no claim that the article does not make or plainly imply.
- Keep the author''s tone and language, the order of the sections, and the length within 15 percent, unless the analysis asks for another.
- Use the keywords where they read naturally and never twice in one paragraph. Where a finding could be mended only by harming the text, leave it.
- Return the whole article as HTML with the elements that it has now. Change the meta title (at most 60 characters) and the meta description (at most 160) only where the analysis names them.' WHERE `type` = 'optimization';
--> statement-breakpoint
-- An account's own words go on working under the new names.
UPDATE `prompts` SET `prompt` = replace(replace(`prompt`, '{keywords}', '{clusters}'), '{site_name}', 'the site'), `version` = `version` + 1 WHERE `type` = 'clustering';
--> statement-breakpoint
-- Large models cost twice the credits; prices in US dollars as their providers publish them.
INSERT INTO `ai_models` (`name`, `provider`, `kind`, `tokens_per_credit`, `credits_per_image`, `usd_per_million_tokens_in`, `usd_per_million_tokens_out`, `usd_per_image`) VALUES
  ('igny8-embedded-1', 'embedded', 'text', NULL, NULL, 0, 0, NULL),
  ('gpt-4.1-mini', 'openai', 'text', NULL, NULL, 0.4, 1.6, NULL),
  ('gpt-4.1-nano', 'openai', 'text', NULL, NULL, 0.1, 0.4, NULL),
  ('gpt-4.1', 'openai', 'text', 50, NULL, 2, 8, NULL),
  ('gpt-4o-mini', 'openai', 'text', NULL, NULL, 0.15, 0.6, NULL),
  ('gpt-4o', 'openai', 'text', 50, NULL, 2.5, 10, NULL),
  ('gpt-5-nano', 'openai', 'text', NULL, NULL, 0.05, 0.4, NULL),
  ('gpt-5-mini', 'openai', 'text', NULL, NULL, 0.25, 2, NULL),
  ('gpt-5', 'openai', 'text', 50, NULL, 1.25, 10, NULL),
  ('gpt-image-1', 'openai', 'image', NULL, NULL, 5, 40, 0.063),
  ('gpt-image-1-mini', 'openai', 'image', NULL, NULL, 2, 8, 0.015),
  ('dall-e-3', 'openai', 'image', NULL, 5, NULL, NULL, 0.08);
