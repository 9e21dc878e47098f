import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { namesIn, phpFiles } from "../plugin/php.ts";
import { restOf } from "./harness/browser.ts";
import { BRIDGE_KEY, type Site, startSite } from "./harness/site.ts";

let site: Site;

before(async () => {
  site = await startSite();
});

after(async () => {
  await site?.stop();
});

const rest = (...ask: Parameters<ReturnType<typeof restOf>>) => restOf(site)(...ask);
const TEXTS = {
  title: "For search engines",
  description: "What it is about: 50%Cashback",
  focus_keyword: "sleep",
};

/** By core's own route: a draft, then all else by one request, as a publication does. */
async function byRest(keys: Partial<typeof TEXTS>): Promise<any> {
  const draft = await rest("POST", "/wp/v2/posts", { title: "By REST", status: "draft" });
  const meta = Object.fromEntries(
    Object.entries(keys).map(([name, one]) => [one, TEXTS[name as keyof typeof TEXTS]]),
  );
  return rest("POST", `/wp/v2/posts/${draft.id}`, { content: "<p>Text</p>", status: "publish", meta });
}

let content = 700;
async function byBridge(): Promise<any> {
  const response = await fetch(`${site.url}/wp-json/igny8/v1/publish`, {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-IGNY8-API-KEY": BRIDGE_KEY },
    body: JSON.stringify({
      content_id: (content += 1),
      title: "By the bridge",
      content_html: "<p>Text</p>",
      status: "publish",
      seo_title: TEXTS.title,
      seo_description: TEXTS.description,
      primary_keyword: TEXTS.focus_keyword,
    }),
  });
  return ((await response.json()) as any).data;
}

/** The rows of a plugin's own table that stand for the post. */
const rowsOf = async (table: string, column: string, id: number) =>
  JSON.parse(
    await site.php(
      `global $wpdb; echo json_encode($wpdb->get_results("SELECT title, description FROM {$wpdb->prefix}${table} WHERE ${column} = ${id}", ARRAY_A));`,
    ),
  );
const metaOf = async (id: number, name: string) => site.php(`echo get_post_meta(${id}, '${name}', true);`);
const shown = [{ title: TEXTS.title, description: TEXTS.description }];

describe("Yoast SEO, which registers its keys itself and not for REST", () => {
  const keys = {
    title: "_yoast_wpseo_title",
    description: "_yoast_wpseo_metadesc",
    focus_keyword: "_yoast_wpseo_focuskw",
  };

  it("is written to by REST, and shows it: its indexable is made after the meta", async () => {
    const { id, meta } = await byRest(keys);
    assert.deepEqual([meta[keys.title], meta[keys.focus_keyword]], [TEXTS.title, TEXTS.focus_keyword]);
    assert.deepEqual(await rowsOf("yoast_indexable", "object_id", id), shown);
  });

  it("cleans what is written as it always does", async () => {
    const { id } = await byRest({});
    await rest("POST", `/wp/v2/posts/${id}`, { meta: { [keys.title]: "<b>Bold</b> 100%cafe %%sep%%" } });
    assert.equal(await metaOf(id, keys.title), "Bold 100%cafe %%sep%%");
  });

  it("is written to by the bridge, and shows it", async () => {
    const { post_id, warnings } = await byBridge();
    assert.deepEqual(warnings, []);
    assert.equal(await metaOf(post_id, keys.focus_keyword), TEXTS.focus_keyword);
    assert.deepEqual(await rowsOf("yoast_indexable", "object_id", post_id), shown);
  });

  it("tells strangers no focus keyword", async () => {
    const { id } = await byRest(keys);
    const seen: any = await (await fetch(`${site.url}/wp-json/wp/v2/posts/${id}`)).json();
    assert.equal(seen.title.rendered, "By REST");
    assert.deepEqual(
      Object.keys(seen.meta).filter((name) => /yoast|igny8/.test(name)),
      [],
    );
  });

  it("is not written to by who may not edit the post", async () => {
    const { id } = await byRest(keys);
    const asAuthor = restOf(site, "author");
    const write = asAuthor("POST", `/wp/v2/posts/${id}`, { meta: { [keys.title]: "Mine" } });
    await assert.rejects(write, /403.*rest_cannot_edit/);
  });
});

describe("Rank Math, which protects its keys", () => {
  const keys = {
    title: "rank_math_title",
    description: "rank_math_description",
    focus_keyword: "rank_math_focus_keyword",
  };
  before(() => site.afflict([], { rank_math: true }));
  after(() => site.afflict());

  it("is written to by REST and by the bridge", async () => {
    const { id } = await byRest(keys);
    const { post_id, warnings } = await byBridge();
    assert.deepEqual(warnings, []);
    for (const post of [id, post_id])
      assert.deepEqual(
        [await metaOf(post, keys.title), await metaOf(post, keys.focus_keyword)],
        [TEXTS.title, TEXTS.focus_keyword],
      );
  });
});

describe("All in One SEO, which reads a table of its own", () => {
  const keys = { title: "_aioseo_title", description: "_aioseo_description" };
  before(() => site.afflict([], { aioseo: true }));
  after(() => site.afflict());
  const rows = (id: number) => rowsOf("aioseo_posts", "post_id", id);

  it("is written to by REST and by the bridge, and again", async () => {
    const { id } = await byRest(keys);
    assert.deepEqual(await rows(id), shown);
    await rest("POST", `/wp/v2/posts/${id}`, { meta: { [keys.title]: "Another" } });
    assert.deepEqual(await rows(id), [{ ...shown[0], title: "Another" }]);
    const { post_id, warnings } = await byBridge();
    assert.deepEqual(await rows(post_id), shown);
    assert.deepEqual(warnings, ["seo_focus_keyword"]);
  });

  it("saves its own form as if nobody else were there: one row, with all of it", async () => {
    const id = await site.php(
      `$GLOBALS['tb_aioseo_form'] = array('title' => 'From the form', 'description' => null, 'og_title' => 'Social');
        echo wp_insert_post(array('post_title' => 'By hand', 'post_status' => 'publish'));`,
    );
    assert.deepEqual(await rows(Number(id)), [{ title: "From the form", description: null }]);
  });

  it("is left alone by what REST writes besides", async () => {
    const { id } = await byRest({});
    assert.deepEqual(await rows(id), []);
  });
});

/** PHP has it under FPM and LiteSpeed alone: the plugin looks whether it is there. */
const elsewhere = ["fastcgi_finish_request"];

describe("WordPress 6.1", () => {
  it("has every function and class that the plugin asks for", async () => {
    const names = [...phpFiles().values()].map(namesIn);
    const all = (kind: keyof (typeof names)[0]) => [...new Set(names.flatMap((one) => [...one[kind]]))];
    const functions = all("functions").filter((name) => ![...all("declared"), ...elsewhere].includes(name));
    assert.ok(functions.length > 80);
    const ask = JSON.stringify({ functions, classes: all("classes") }).replaceAll("\\", "\\\\");
    const told = await site.php(
      `require_once ABSPATH . 'wp-admin/includes/admin.php';
      require_once ABSPATH . 'wp-includes/ms-site.php';
      require_once ABSPATH . 'wp-includes/ms-blogs.php';
      $ask = json_decode( '${ask}' );
      echo json_encode( array( get_bloginfo( 'version' ),
        array_filter( $ask->functions, fn( $name ) => ! function_exists( $name ) ),
        array_filter( $ask->classes, fn( $name ) => ! class_exists( $name ) ) ) );`,
    );
    const [version, ...missing] = JSON.parse(told);
    assert.match(version, /^6\.1\./);
    assert.deepEqual(missing.map(Object.values), [[], []]);
  });
});
