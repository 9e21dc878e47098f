import { describe, expect, it } from "vitest";
import { later } from "./later-functions";
import { namesIn, phpFiles, refusalsOf } from "./php";

const inFunction = (code: string) => `<?php function f() { ${code} }`;

/** What a PHP 7.4 does not take, each in the fewest words. */
const refused = {
  "named arguments": inFunction("g( a: 1 );"),
  match: inFunction("return match ( 1 ) { 1 => 2, default => 3 };"),
  "constructor promotion": "<?php class A { public function __construct( private $x ) {} }",
  "the nullsafe operator": inFunction("$a?->b();"),
  "union types": "<?php function f( int|string $x ) {}",
  "union types of a property": "<?php class A { public int|string $x; }",
  "a comma after the last parameter": "<?php function f( $a, $b, ) {}",
  "throw in an expression": inFunction("$x = $y ?? throw new E();"),
  "catch without a variable": inFunction("try { g(); } catch ( E ) {}"),
  attributes: "<?php #[Pure] function f() {}",
  "attributes of a line of their own": "<?php\n\t#[Pure]\nfunction f() {}",
  "static as a return type": "<?php class A { function f(): static {} }",
  mixed: "<?php function f( mixed $x ) {}",
  enumerations: "<?php enum A { case B; }",
  "readonly properties": "<?php class A { public readonly int $x; }",
  "first-class callables": inFunction("return strlen( ... );"),
  "intersection types": "<?php function f( A&B $x ) {}",
  never: "<?php function f(): never {}",
  "new in initialisers": "<?php function f( $a = new B() ) {}",
  "octal numbers with 0o": inFunction("return 0o17;"),
  "final constants": "<?php class A { final const X = 1; }",
  "typed constants": "<?php class A { const int X = 1; }",
  "readonly classes": "<?php readonly class A {}",
  "true as a type": "<?php function f(): true {}",
};

/** What came with 7.4 or before: the parser takes what it should. */
const taken = {
  "typed properties": "<?php class A { public ?int $x = null; }",
  "arrow functions": inFunction("return fn( $x ) => $x;"),
  "spread in arrays": inFunction("return [ ...$a, ...$b ];"),
  "??=": inFunction("$a ??= 1;"),
  "a comma after the last argument": inFunction("g( $a, $b, );"),
  "nullable types": "<?php function f( ?string $x ): ?array {}",
  "self as a return type": "<?php class A { function f(): self {} }",
  "a comment with a hash": "<?php # [Pure]\nfunction f() {}",
  "the catch of two": inFunction("try { g(); } catch ( A | B $e ) {}"),
};

describe("PHP 7.4", () => {
  it.each(Object.entries(refused))("does not take %s", (_, code) => {
    expect(refusalsOf(code)).not.toEqual([]);
  });

  it.each(Object.entries(taken))("takes %s", (_, code) => {
    expect(refusalsOf(code)).toEqual([]);
  });
});

describe("the plugin", () => {
  const files = [...phpFiles()];

  it("has its files read", () => {
    expect(files.length).toBeGreaterThanOrEqual(10);
    expect(files.map(([path]) => path)).toContain("igny8-bridge/uninstall.php");
  });

  it.each(files)("is taken by PHP 7.4: %s", (_, code) => {
    expect(refusalsOf(code)).toEqual([]);
  });

  it.each(files)("asks for nothing that came after PHP 7.4 or WordPress 6.1: %s", (_, code) => {
    expect(laterIn(code)).toEqual([]);
  });

  it("would be found to ask for such, as a call, a callback or a class, and not for what WordPress brings", () => {
    const of = (code: string) => laterIn(inFunction(code));
    expect(of("array_is_list( $a );")).toEqual(["array_is_list: PHP 8.1"]);
    expect(of("return \\Json_Validate( $a );")).toEqual(["json_validate: PHP 8.3"]);
    expect(of("array_map( 'mb_trim', $a );")).toEqual(["mb_trim: PHP 8.4"]);
    expect(of("new WP_HTML_Tag_Processor( $a );")).toEqual(["wp_html_tag_processor: WordPress 6.2"]);
    expect(of("wp_admin_notice( $a );")).toEqual(["wp_admin_notice: WordPress 6.4"]);
    expect(of("str_contains( $a, $b ); strlen( $a );")).toEqual([]);
  });
});

function laterIn(code: string): string[] {
  const { functions, classes, texts } = namesIn(code);
  return [...new Set([...functions, ...classes, ...texts])]
    .filter((name) => later.has(name))
    .map((name) => `${name}: ${later.get(name)}`);
}
