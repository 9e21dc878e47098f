<?php
/**
 * Requests to the IGNY8 API.
 *
 * @package IGNY8_Bridge
 */

defined( 'ABSPATH' ) || exit;

/** Calls the IGNY8 API with this site's key. */
class IGNY8_Bridge_Api {
	const WEBHOOK = '/api/v1/integration/webhook/wordpress/';

	/**
	 * Sends an event to IGNY8.
	 *
	 * @param string $body The event as JSON.
	 * @return array|WP_Error The response of wp_remote_post().
	 */
	public static function tell( $body ) {
		$headers = self::headers() + array( 'Content-Type' => 'application/json' );
		$secret  = IGNY8_Bridge_Settings::get( 'webhook_secret' );
		if ( '' !== $secret ) {
			$time                         = (string) time();
			$headers['X-IGNY8-Signature'] = "t=$time,v1=" . hash_hmac( 'sha256', "$time.$body", $secret );
		}
		return wp_remote_post(
			IGNY8_Bridge_Settings::get( 'api_url' ) . self::WEBHOOK,
			array(
				'timeout'     => 5,
				'redirection' => 0,
				'headers'     => $headers,
				'body'        => $body,
			)
		);
	}

	/**
	 * Tests the API URL and the key.
	 *
	 * @return array { ok: bool, message: string }
	 */
	public static function test() {
		if ( ! IGNY8_Bridge_Settings::is_complete() ) {
			return self::result( false, __( 'Save the API URL and the API key first.', 'igny8-bridge' ) );
		}
		$answer = wp_remote_get(
			IGNY8_Bridge_Settings::get( 'api_url' ) . '/api/v1/integration/',
			array(
				'timeout'     => 10,
				'redirection' => 0,
				'headers'     => self::headers(),
			)
		);
		if ( is_wp_error( $answer ) ) {
			return self::result( false, $answer->get_error_message() );
		}
		$code = (int) wp_remote_retrieve_response_code( $answer );
		$data = json_decode( wp_remote_retrieve_body( $answer ), true );
		if ( 401 === $code ) {
			return self::result( false, __( 'IGNY8 does not accept the key.', 'igny8-bridge' ) );
		}
		if ( 200 !== $code || ! isset( $data['results'] ) || ! is_array( $data['results'] ) ) {
			/* translators: %d: HTTP status. */
			return self::result( false, sprintf( __( 'This is not the address of IGNY8: it responded with HTTP %d.', 'igny8-bridge' ), $code ) );
		}
		return $data['results']
			? self::result( true, __( 'Connected.', 'igny8-bridge' ) )
			: self::result( false, __( 'IGNY8 accepts the key, but has no integration for this site yet. Create one in IGNY8.', 'igny8-bridge' ) );
	}

	/** The headers of every request. */
	private static function headers() {
		return array(
			'Authorization' => 'ApiKey ' . IGNY8_Bridge_Settings::get( 'api_key' ),
			'Accept'        => 'application/json',
			'User-Agent'    => 'IGNY8-Bridge/' . IGNY8_BRIDGE_VERSION . '; ' . home_url(),
		);
	}

	/**
	 * Builds a test result.
	 *
	 * @param bool   $ok      Whether the test succeeded.
	 * @param string $message The message to show.
	 */
	private static function result( $ok, $message ) {
		return array(
			'ok'      => $ok,
			'message' => $message,
		);
	}
}
