<?php
/**
 * Plugin Name: Test bridge
 * Description: What the API under test expects from a site's own plugin: SEO meta in REST, a custom
 *              content type, outgoing webhooks signed with HMAC-SHA256. Also switches that imitate
 *              hardening plugins (TB_DIR/switches.json).
 * Must-use plugin: sits in wp-content/mu-plugins.
 */

/* ---- no mail leaves this machine ------------------------------------------------------ */
if ( ! function_exists( 'wp_mail' ) ) {
	function wp_mail( $to, $subject, $message, $headers = '', $attachments = array() ) {
		file_put_contents( TB_DIR . '/mail.log', wp_json_encode( compact( 'to', 'subject', 'message' ) ) . "\n", FILE_APPEND | LOCK_EX );
		return true;
	}
}

/* ---- switches: {"rest_disabled":true,"app_passwords_off":true,"meta_off":true,...} ----- */
function tb_switch( $name ) {
	static $s = null;
	if ( null === $s ) {
		$raw = @file_get_contents( TB_DIR . '/switches.json' );
		$s   = $raw ? (array) json_decode( $raw, true ) : array();
	}
	return $s[ $name ] ?? false;
}
// "Disable REST API" style plugins: everybody who is not logged in gets 401
add_filter( 'rest_authentication_errors', function ( $result ) {
	if ( tb_switch( 'rest_disabled' ) && true !== $result && ! is_wp_error( $result ) && ! is_user_logged_in() ) {
		return new WP_Error( 'rest_cannot_access', 'DRA: Only authenticated users can access the REST API.', array( 'status' => rest_authorization_required_code() ) );
	}
	return $result;
}, 99 );
// Anything that asks for the user before priority 90 makes core name the reason (incorrect_password,
// invalid_username ...); a plain core answers as if no credentials were sent (rest_not_logged_in, or 200).
add_filter( 'rest_authentication_errors', function ( $result ) {
	if ( tb_switch( 'early_user' ) ) {
		wp_get_current_user();
	}
	return $result;
}, 10 );
// Wordfence: "Disable WordPress application passwords"
add_filter( 'wp_is_application_passwords_available', fn( $ok ) => tb_switch( 'app_passwords_off' ) ? false : $ok );
// hide users (Yoast, iThemes ...)
add_filter( 'rest_endpoints', function ( $e ) {
	if ( tb_switch( 'hide_users' ) ) {
		foreach ( array_keys( $e ) as $k ) {
			if ( 0 === strpos( $k, '/wp/v2/users' ) ) {
				unset( $e[ $k ] );
			}
		}
	}
	return $e;
} );

/* ---- a custom content type with its own taxonomy, one hidden from REST ------------------ */
add_action( 'init', function () {
	register_taxonomy( 'product_cat', array( 'product' ), array( 'label' => 'Product categories', 'hierarchical' => true, 'show_in_rest' => true, 'rest_base' => 'product-categories' ) );
	register_post_type( 'product', array( 'label' => 'Products', 'public' => true, 'show_in_rest' => true, 'rest_base' => 'products', 'supports' => array( 'title', 'editor', 'excerpt', 'thumbnail', 'custom-fields' ), 'taxonomies' => array( 'product_cat' ), 'has_archive' => true ) );
	register_post_type( 'secret_note', array( 'label' => 'Secret notes', 'public' => true, 'show_in_rest' => false ) );

	/* ---- SEO meta: without this, REST drops unknown meta keys without a word ------------- */
	if ( tb_switch( 'meta_off' ) ) {
		return;
	}
	foreach ( array( '_yoast_wpseo_title', '_yoast_wpseo_metadesc', '_yoast_wpseo_focuskw', 'rank_math_title', 'rank_math_description', 'rank_math_focus_keyword', 'tb_external_id' ) as $key ) {
		register_post_meta( '', $key, array(
			'type'          => 'string',
			'single'        => true,
			'show_in_rest'  => true,
			// keys with a leading underscore are "protected": without this they may be read, never written (403)
			'auth_callback' => fn( $allowed, $meta_key, $post_id ) => current_user_can( 'edit_post', $post_id ),
		) );
	}
	// deliberately without auth_callback: writing it answers 403 rest_cannot_update
	register_post_meta( 'post', '_tb_protected', array( 'type' => 'string', 'single' => true, 'show_in_rest' => true ) );
	register_post_meta( 'post', 'tb_score', array( 'type' => 'integer', 'single' => true, 'show_in_rest' => true, 'auth_callback' => fn( $a, $k, $id ) => current_user_can( 'edit_post', $id ) ) );
} );

/* ---- outgoing webhooks ------------------------------------------------------------------ */
/** One event per post and request, sent at the end of the request (terms, meta and thumbnail are set by then). */
function tb_queue( $event, $post, $extra = array() ) {
	if ( ! TB_WEBHOOK_URL || wp_installing() || wp_is_post_revision( $post ) || wp_is_post_autosave( $post ) || in_array( $post->post_status, array( 'auto-draft', 'inherit' ), true ) ) {
		return;
	}
	$GLOBALS['tb_queue'][ $event . ':' . $post->ID ] = array( $event, $post->ID, $extra, $post );
}
add_action( 'transition_post_status', function ( $new, $old, $post ) {
	if ( $new !== $old && 'auto-draft' !== $new && 'inherit' !== $new ) {
		tb_queue( 'post.status_changed', $post, array( 'old_status' => $old, 'new_status' => $new ) );
	}
}, 10, 3 );
// NOT save_post: under REST it fires before categories, meta and featured image are stored
add_action( 'wp_after_insert_post', fn( $id, $post, $update ) => tb_queue( $update ? 'post.updated' : 'post.created', $post ), 10, 3 );
add_action( 'before_delete_post', fn( $id, $post ) => tb_queue( 'post.deleted', $post ), 10, 2 );

add_action( 'shutdown', function () {
	foreach ( $GLOBALS['tb_queue'] ?? array() as list( $event, $id, $extra, $then ) ) {
		$post = get_post( $id ) ?: $then;
		$body = wp_json_encode( array(
			'event'       => $event,
			'delivery_id' => wp_generate_uuid4(),
			'sent_at'     => gmdate( 'Y-m-d\TH:i:s\Z' ),
			'site_url'    => home_url(),
			'post'        => array(
				'id'             => (int) $id,
				'type'           => $post->post_type,
				'status'         => 'post.deleted' === $event ? 'deleted' : $post->post_status,
				'slug'           => $post->post_name,
				'title'          => $post->post_title,
				'link'           => get_permalink( $post ),
				'date_gmt'       => $post->post_date_gmt,
				'modified_gmt'   => $post->post_modified_gmt,
				'featured_media' => (int) get_post_thumbnail_id( $id ),
				'categories'     => wp_get_object_terms( $id, 'category', array( 'fields' => 'ids' ) ),
				'external_id'    => (string) get_post_meta( $id, 'tb_external_id', true ),
			),
		) + $extra, JSON_UNESCAPED_SLASHES );
		$ts      = (string) time();
		$headers = array(
			'Content-Type'           => 'application/json',
			'X-WP-Webhook-Event'     => $event,
			'X-WP-Webhook-Timestamp' => $ts,
			// hex HMAC-SHA256 over "<timestamp>.<raw body>"
			'X-WP-Webhook-Signature' => 'sha256=' . hash_hmac( 'sha256', "$ts.$body", TB_WEBHOOK_SECRET ),
		);
		if ( TB_WEBHOOK_API_KEY ) {
			$headers['Authorization'] = 'ApiKey ' . TB_WEBHOOK_API_KEY;
		}
		// wp_remote_post, not wp_safe_remote_post: the latter refuses 127.0.0.1
		$res = wp_remote_post( TB_WEBHOOK_URL, array( 'timeout' => 5, 'redirection' => 0, 'headers' => $headers, 'body' => $body ) );
		file_put_contents( TB_DIR . '/webhooks.log', wp_json_encode( array( 'url' => TB_WEBHOOK_URL, 'headers' => $headers, 'body' => $body, 'answer' => is_wp_error( $res ) ? $res->get_error_message() : wp_remote_retrieve_response_code( $res ) ), JSON_UNESCAPED_SLASHES ) . "\n", FILE_APPEND | LOCK_EX );
	}
} );

/* ---- the routes of the IGNY8 plugin, by its key ------------------------------------------ */
add_action( 'rest_api_init', function () {
	if ( tb_switch( 'no_bridge' ) ) {
		return;
	}
	$knows = fn( $request ) => hash_equals( 'bridge-key-of-the-test', (string) $request->get_header( 'X-IGNY8-API-KEY' ) )
		? true
		: new WP_Error( 'rest_forbidden', 'Invalid API key.', array( 'status' => 401 ) );
	$kinds = fn( $of, $count ) => array_map( fn( $kind ) => array( 'label' => $kind->label, 'count' => $count( $kind->name ), 'enabled' => true ), $of );
	register_rest_route( 'igny8/v1', '/site-metadata', array(
		'methods'             => 'GET',
		'permission_callback' => $knows,
		'callback'            => fn() => array( 'success' => true, 'data' => array(
			'post_types' => $kinds( get_post_types( array( 'public' => true ), 'objects' ), fn( $name ) => (int) wp_count_posts( $name )->publish ),
			'taxonomies' => $kinds( get_taxonomies( array( 'public' => true ), 'objects' ), fn( $name ) => (int) wp_count_terms( array( 'taxonomy' => $name, 'hide_empty' => false ) ) ),
		) ),
	) );
} );
