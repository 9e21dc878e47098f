<?php
/**
 * Requests to IGNY8.
 *
 * @package IGNY8_Bridge
 */

defined( 'ABSPATH' ) || exit;

/** The API of IGNY8, as this site calls it: with its key. */
class IGNY8_Bridge_Api {
	const WEBHOOK = '/api/v1/integration/webhook/wordpress/';

	/**
	 * Tells IGNY8 of an event.
	 *
	 * @param string $body The event as JSON.
	 * @return array|WP_Error The answer, as wp_remote_post gives it.
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
	 * Whether IGNY8 answers to the key, in words.
	 *
	 * @return array { ok: bool, message: string }
	 */
	public static function test() {
		if ( ! IGNY8_Bridge_Settings::is_complete() ) {
			return self::result( false, __( 'Store the API URL and the API key first.', 'igny8-bridge' ) );
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
			return self::result( false, sprintf( __( 'This is not the address of IGNY8: it answers with HTTP %d.', 'igny8-bridge' ), $code ) );
		}
		return $data['results']
			? self::result( true, __( 'Connected.', 'igny8-bridge' ) )
			: self::result( false, __( 'IGNY8 accepts the key, but has no integration for this site yet: make one there.', 'igny8-bridge' ) );
	}

	/** What every request carries. */
	private static function headers() {
		return array(
			'Authorization' => 'ApiKey ' . IGNY8_Bridge_Settings::get( 'api_key' ),
			'Accept'        => 'application/json',
			'User-Agent'    => 'IGNY8-Bridge/' . IGNY8_BRIDGE_VERSION . '; ' . home_url(),
		);
	}

	/**
	 * An outcome.
	 *
	 * @param bool   $ok      Whether all is well.
	 * @param string $message In words.
	 */
	private static function result( $ok, $message ) {
		return array(
			'ok'      => $ok,
			'message' => $message,
		);
	}
}
