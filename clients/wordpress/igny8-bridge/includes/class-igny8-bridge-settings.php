<?php
/**
 * The plugin's settings and their page.
 *
 * @package IGNY8_Bridge
 */

defined( 'ABSPATH' ) || exit;

/** The settings page, under Settings > IGNY8. */
class IGNY8_Bridge_Settings {
	const OPTION = 'igny8_bridge';
	const PAGE   = 'igny8-bridge';
	const TEST   = 'igny8_bridge_test';

	/** Registers the hooks of the page. */
	public static function hook() {
		add_action( 'admin_menu', array( __CLASS__, 'add_page' ) );
		add_action( 'admin_init', array( __CLASS__, 'register' ) );
		add_action( 'admin_post_' . self::TEST, array( __CLASS__, 'test' ) );
	}

	/**
	 * Returns a setting: api_url, api_key, webhook_secret or author.
	 *
	 * @param string $name Its name.
	 * @return mixed
	 */
	public static function get( $name ) {
		$all = (array) get_option( self::OPTION, array() );
		return isset( $all[ $name ] ) ? $all[ $name ] : '';
	}

	/** Whether the settings allow requests to IGNY8. */
	public static function is_complete() {
		return '' !== self::get( 'api_url' ) && '' !== self::get( 'api_key' );
	}

	/** The user as whom IGNY8 writes: the selected one, or else the first administrator. */
	public static function author() {
		$chosen = (int) self::get( 'author' );
		if ( $chosen && user_can( $chosen, 'publish_posts' ) ) {
			return $chosen;
		}
		$first = get_users(
			array(
				'role'    => 'administrator',
				'number'  => 1,
				'orderby' => 'ID',
				'fields'  => 'ID',
			)
		);
		return $first ? (int) $first[0] : 0;
	}

	/** Adds the page to the menu. */
	public static function add_page() {
		add_options_page( 'IGNY8', 'IGNY8', 'manage_options', self::PAGE, array( __CLASS__, 'render' ) );
	}

	/** Registers the option, which options.php saves. */
	public static function register() {
		register_setting(
			self::OPTION,
			self::OPTION,
			array(
				'type'              => 'array',
				'sanitize_callback' => array( __CLASS__, 'sanitize' ),
				'default'           => array(),
				'show_in_rest'      => false,
			)
		);
	}

	/**
	 * Sanitises the submitted form. Secrets that are left empty are unchanged.
	 *
	 * @param mixed $given The submitted fields.
	 * @return array
	 */
	public static function sanitize( $given ) {
		$given = is_array( $given ) ? $given : array();
		$kept  = (array) get_option( self::OPTION, array() );
		$url   = isset( $given['api_url'] ) ? self::clean_url( (string) $given['api_url'] ) : self::get( 'api_url' );
		if ( null === $url ) {
			add_settings_error( self::OPTION, 'api_url', __( 'The API URL must begin with https://.', 'igny8-bridge' ) );
			$url = self::get( 'api_url' );
		}
		$clean = array( 'api_url' => $url );
		foreach ( array( 'api_key', 'webhook_secret' ) as $secret ) {
			$text             = isset( $given[ $secret ] ) ? preg_replace( '/[^\x21-\x7e]/', '', (string) $given[ $secret ] ) : '';
			$stays            = isset( $kept[ $secret ] ) ? $kept[ $secret ] : '';
			$clean[ $secret ] = '' === $text ? $stays : $text;
		}
		if ( ! empty( $given['forget_webhook_secret'] ) ) {
			$clean['webhook_secret'] = '';
		}
		$clean['author'] = isset( $given['author'] ) ? absint( $given['author'] ) : (int) self::get( 'author' );
		return $clean;
	}

	/**
	 * Removes the path from the address, because the plugin knows the paths.
	 *
	 * @param string $text The submitted text.
	 * @return string|null Null if the address is not allowed.
	 */
	private static function clean_url( $text ) {
		$text = trim( $text );
		if ( '' === $text ) {
			return '';
		}
		$parts  = wp_parse_url( esc_url_raw( $text, array( 'http', 'https' ) ) );
		$scheme = isset( $parts['scheme'] ) ? $parts['scheme'] : '';
		$is_dev = in_array( wp_get_environment_type(), array( 'local', 'development' ), true );
		if ( empty( $parts['host'] ) || isset( $parts['user'] ) || ! ( 'https' === $scheme || ( 'http' === $scheme && $is_dev ) ) ) {
			return null;
		}
		return $scheme . '://' . $parts['host'] . ( isset( $parts['port'] ) ? ':' . (int) $parts['port'] : '' );
	}

	/** Prints the page. */
	public static function render() {
		if ( ! current_user_can( 'manage_options' ) ) {
			return;
		}
		$result = get_transient( self::TEST . '_' . get_current_user_id() );
		delete_transient( self::TEST . '_' . get_current_user_id() );
		$last   = get_option( IGNY8_Bridge_Webhooks::LOG );
		$stored = __( 'Saved. Leave empty to keep it unchanged.', 'igny8-bridge' );
		?>
		<div class="wrap">
			<h1><?php echo esc_html( get_admin_page_title() ); ?></h1>
			<?php if ( is_array( $result ) ) : ?>
				<div class="notice <?php echo $result['ok'] ? 'notice-success' : 'notice-error'; ?>"><p><?php echo esc_html( $result['message'] ); ?></p></div>
			<?php endif; ?>
			<form method="post" action="<?php echo esc_url( admin_url( 'options.php' ) ); ?>">
				<?php settings_fields( self::OPTION ); ?>
				<table class="form-table" role="presentation">
					<tr>
						<th scope="row"><label for="igny8-api-url"><?php esc_html_e( 'API URL', 'igny8-bridge' ); ?></label></th>
						<td><input type="url" class="regular-text" id="igny8-api-url" name="igny8_bridge[api_url]" value="<?php echo esc_attr( self::get( 'api_url' ) ); ?>" placeholder="https://api.example.com"></td>
					</tr>
					<tr>
						<th scope="row"><label for="igny8-api-key"><?php esc_html_e( 'API key', 'igny8-bridge' ); ?></label></th>
						<td>
							<input type="password" class="regular-text" id="igny8-api-key" name="igny8_bridge[api_key]" value="" autocomplete="off">
							<p class="description">
								<?php esc_html_e( 'The API key of this site in IGNY8. IGNY8 sends it when it publishes here, so also store it in IGNY8 as the credential of the integration.', 'igny8-bridge' ); ?>
								<?php echo esc_html( '' === self::get( 'api_key' ) ? '' : $stored ); ?>
							</p>
						</td>
					</tr>
					<tr>
						<th scope="row"><label for="igny8-secret"><?php esc_html_e( 'Webhook secret', 'igny8-bridge' ); ?></label></th>
						<td>
							<input type="password" class="regular-text" id="igny8-secret" name="igny8_bridge[webhook_secret]" value="" autocomplete="off">
							<p class="description">
								<?php esc_html_e( 'The secret with which this site signs its webhooks. Must equal the secret in IGNY8. Optional.', 'igny8-bridge' ); ?>
								<?php echo esc_html( '' === self::get( 'webhook_secret' ) ? '' : $stored ); ?>
							</p>
							<label><input type="checkbox" name="igny8_bridge[forget_webhook_secret]" value="1"> <?php esc_html_e( 'Remove the secret', 'igny8-bridge' ); ?></label>
						</td>
					</tr>
					<tr>
						<th scope="row"><label for="igny8-author"><?php esc_html_e( 'Author', 'igny8-bridge' ); ?></label></th>
						<td>
							<?php
							wp_dropdown_users(
								array(
									'id'         => 'igny8-author',
									'name'       => 'igny8_bridge[author]',
									'capability' => array( 'publish_posts' ),
									'selected'   => self::author(),
								)
							);
							?>
							<p class="description"><?php esc_html_e( 'IGNY8 writes as this user, with this user\'s permissions.', 'igny8-bridge' ); ?></p>
						</td>
					</tr>
				</table>
				<?php submit_button(); ?>
			</form>
			<h2><?php esc_html_e( 'Connection', 'igny8-bridge' ); ?></h2>
			<form method="post" action="<?php echo esc_url( admin_url( 'admin-post.php' ) ); ?>">
				<input type="hidden" name="action" value="<?php echo esc_attr( self::TEST ); ?>">
				<?php wp_nonce_field( self::TEST ); ?>
				<?php submit_button( __( 'Test the connection', 'igny8-bridge' ), 'secondary', 'submit', false ); ?>
			</form>
			<?php if ( is_array( $last ) ) : ?>
				<p>
					<?php
					/* translators: 1: time, 2: what happened. */
					echo esc_html( sprintf( __( 'Last notification to IGNY8: %1$s. %2$s', 'igny8-bridge' ), $last['at'], $last['message'] ) );
					?>
				</p>
			<?php endif; ?>
		</div>
		<?php
	}

	/** Tests the connection and shows the result on the page. */
	public static function test() {
		if ( ! current_user_can( 'manage_options' ) ) {
			wp_die( esc_html__( 'You are not allowed to do this.', 'igny8-bridge' ), '', array( 'response' => 403 ) );
		}
		check_admin_referer( self::TEST );
		set_transient( self::TEST . '_' . get_current_user_id(), IGNY8_Bridge_Api::test(), MINUTE_IN_SECONDS );
		wp_safe_redirect( admin_url( 'options-general.php?page=' . self::PAGE ) );
		exit;
	}
}
