<?php
/**
 * Plugin Name: Test site
 * Description: A custom content type, meta of several kinds, and switches that imitate other plugins and
 *              hosts (TB_DIR/switches.json).
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

/* ---- the IGNY8 plugin is there, unless switched off ------------------------------------- */
add_filter( 'option_active_plugins', fn( $plugins ) => tb_switch( 'no_bridge' ) ? array() : $plugins );

/* ---- a custom content type with its own taxonomy, one hidden from REST ------------------ */
add_action( 'init', function () {
	register_taxonomy( 'product_cat', array( 'product' ), array( 'label' => 'Product categories', 'hierarchical' => true, 'show_in_rest' => true, 'rest_base' => 'product-categories' ) );
	register_post_type( 'product', array( 'label' => 'Products', 'public' => true, 'show_in_rest' => true, 'rest_base' => 'products', 'supports' => array( 'title', 'editor', 'excerpt', 'thumbnail', 'custom-fields' ), 'taxonomies' => array( 'product_cat' ), 'has_archive' => true ) );
	register_post_type( 'secret_note', array( 'label' => 'Secret notes', 'public' => true, 'show_in_rest' => false ) );

	/* ---- meta: without this, REST drops unknown keys without a word ----------------------- */
	if ( tb_switch( 'meta_off' ) ) {
		return;
	}
	foreach ( array( 'tb_external_id' ) as $key ) {
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
