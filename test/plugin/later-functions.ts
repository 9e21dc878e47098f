/**
 * Functions and classes that PHP got after 7.4, by the version, as the manual's migration guides list them:
 * https://www.php.net/manual/en/migration80.new-functions.php to migration85.
 */
const php: Record<string, string> = {
  "8.0": `get_debug_type get_resource_id fdiv preg_last_error_msg str_contains str_starts_with str_ends_with
    openssl_cms_encrypt openssl_cms_decrypt openssl_cms_sign openssl_cms_verify openssl_cms_read
    weakmap stringable valueerror unhandledmatcherror phptoken attribute`,
  "8.1": `array_is_list enum_exists fsync fdatasync imageavif imagecreatefromavif mysqli_fetch_column
    sodium_crypto_stream_xchacha20 pcntl_rfork fiber fibererror returntypewillchange`,
  "8.2": `curl_upkeep ini_parse_quantity memory_reset_peak_usage mysqli_execute_query openssl_cipher_key_length
    libxml_get_external_entity_loader sodium_crypto_stream_xchacha20_xor_ic imap_is_open
    sensitiveparameter allowdynamicproperties`,
  "8.3": `json_validate mb_str_pad str_increment str_decrement stream_context_set_options posix_sysconf
    posix_pathconf posix_fpathconf posix_eaccess socket_atmark override`,
  "8.4": `array_find array_find_key array_any array_all mb_trim mb_ltrim mb_rtrim mb_ucfirst mb_lcfirst bcceil
    bcdivmod bcfloor bcround fpow grapheme_str_split http_get_last_response_headers
    http_clear_last_response_headers request_parse_body deprecated roundingmode`,
  "8.5": `array_first array_last get_error_handler get_exception_handler curl_multi_get_handles
    curl_share_init_persistent grapheme_levenshtein locale_is_right_to_left`,
};

/** What WordPress 6.1 brings itself where PHP is older: its wp-includes/compat.php, @since 5.9.0. */
const polyfilled = ["str_contains", "str_starts_with", "str_ends_with"];

/**
 * What WordPress got after 6.1 and plugins are tempted by, by its `@since`:
 * https://developer.wordpress.org/reference/. All others are looked for in a real 6.1 by test/wordpress.
 */
const wordpress: Record<string, string> = {
  "6.2": "wp_html_tag_processor",
  "6.3": "wp_get_development_mode wp_is_development_mode",
  "6.4": `wp_trigger_error wp_admin_notice wp_get_admin_notice wp_prime_option_caches wp_set_option_autoload
    wp_set_options_autoload wp_set_option_autoload_values`,
  "6.5": `wp_is_serving_rest_request wp_is_rest_endpoint wp_register_script_module wp_enqueue_script_module
    register_block_bindings_source wp_html_processor`,
  "6.6": "wp_determine_option_autoload_value",
  "6.7": "wp_get_wp_version register_block_template",
  "6.8": "wp_fast_hash wp_verify_fast_hash",
  "6.9": "wp_is_valid_utf8",
};

const entriesOf = (lists: Record<string, string>, name: string) =>
  Object.entries(lists).flatMap(([version, names]) =>
    names.split(/\s+/).map((one): [string, string] => [one, `${name} ${version}`]),
  );

/** Names in small letters, with what each came with. */
export const later = new Map(
  [...entriesOf(php, "PHP"), ...entriesOf(wordpress, "WordPress")].filter(
    ([name]) => !polyfilled.includes(name),
  ),
);
