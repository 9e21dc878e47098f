<?php
/**
 * The REST routes that IGNY8 calls.
 *
 * @package IGNY8_Bridge
 */

defined( 'ABSPATH' ) || exit;

/** The routes under igny8/v1, which require the key that this site and IGNY8 share. */
class IGNY8_Bridge_Rest {
	const SPACE = 'igny8/v1';

	/** Registers the hook. */
	public static function hook() {
		add_action( 'rest_api_init', array( __CLASS__, 'register' ) );
	}

	/** Registers publish, site-metadata, and the core routes that a sync reads and changes. */
	public static function register() {
		$guard = array( __CLASS__, 'knows' );
		register_rest_route(
			self::SPACE,
			'/publish',
			array(
				'methods'             => 'POST',
				'permission_callback' => $guard,
				'callback'            => array( __CLASS__, 'publish' ),
				'args'                => self::article(),
			)
		);
		register_rest_route(
			self::SPACE,
			'/site-metadata',
			array(
				'methods'             => 'GET',
				'permission_callback' => $guard,
				'callback'            => array( __CLASS__, 'metadata' ),
			)
		);
		register_rest_route(
			self::SPACE,
			'/(?P<kind>posts|pages|categories|tags)(?:/(?P<id>\d+))?',
			array(
				'methods'             => 'GET, POST',
				'permission_callback' => $guard,
				'callback'            => array( __CLASS__, 'forward' ),
			)
		);
	}

	/**
	 * Verifies the request's key. The request then acts as the author.
	 *
	 * @param WP_REST_Request $request The request.
	 * @return true|WP_Error
	 */
	public static function knows( WP_REST_Request $request ) {
		$key = IGNY8_Bridge_Settings::get( 'api_key' );
		if ( '' === $key || ! hash_equals( $key, (string) $request->get_header( 'X-IGNY8-API-KEY' ) ) ) {
			return new WP_Error( 'rest_forbidden', __( 'The key is invalid.', 'igny8-bridge' ), array( 'status' => 401 ) );
		}
		wp_set_current_user( IGNY8_Bridge_Settings::author() );
		return true;
	}

	/** The arguments of the publish route. */
	private static function article() {
		$text  = array( 'type' => array( 'string', 'null' ) );
		$texts = array(
			'type'  => array( 'array', 'null' ),
			'items' => array( 'type' => 'string' ),
		);
		$url   = array(
			'type'   => array( 'string', 'null' ),
			'format' => 'uri',
		);
		return array(
			'content_id'         => array(
				'type'     => 'integer',
				'minimum'  => 1,
				'required' => true,
			),
			'status'             => array(
				'type' => 'string',
				'enum' => array( 'publish', 'draft', 'future' ),
			),
			'title'              => $text,
			'content_html'       => $text,
			'excerpt'            => $text,
			'slug'               => $text + array(
				'validate_callback' => 'rest_validate_request_arg',
				'sanitize_callback' => 'sanitize_title',
			),
			'post_type'          => $text,
			'seo_title'          => $text,
			'seo_description'    => $text,
			'primary_keyword'    => $text,
			'categories'         => $texts,
			'tags'               => $texts,
			'gallery_images'     => $texts,
			'featured_image_url' => $url,
			'featured_media'     => array( 'type' => array( 'integer', 'null' ) ),
			'published_at'       => array(
				'type'   => array( 'string', 'null' ),
				'format' => 'date-time',
			),
		);
	}

	/**
	 * Creates or updates the post of an article.
	 *
	 * @param WP_REST_Request $request The request.
	 * @return WP_REST_Response|WP_Error
	 */
	public static function publish( WP_REST_Request $request ) {
		$article = array();
		foreach ( array_keys( self::article() ) as $field ) {
			if ( null !== $request[ $field ] ) {
				$article[ $field ] = $request[ $field ];
			}
		}
		$published = IGNY8_Bridge_Webhooks::without(
			function () use ( $article ) {
				return IGNY8_Bridge_Publisher::publish( $article );
			}
		);
		return is_wp_error( $published )
			? $published
			: new WP_REST_Response( self::wrapped( $published ), $published['created'] ? 201 : 200 );
	}

	/** Returns the site's post types and taxonomies. */
	public static function metadata() {
		$types      = get_post_types( array( 'public' => true ), 'objects' );
		$taxonomies = get_taxonomies( array( 'public' => true ), 'objects' );
		unset( $types['attachment'] );
		return self::wrapped(
			array(
				'post_types'     => array_map(
					function ( $type ) {
						return self::kind( $type, (int) wp_count_posts( $type->name )->publish );
					},
					$types
				),
				'taxonomies'     => array_map(
					function ( $taxonomy ) {
						$query = array(
							'taxonomy'   => $taxonomy->name,
							'hide_empty' => false,
						);
						return self::kind( $taxonomy, (int) wp_count_terms( $query ) );
					},
					$taxonomies
				),
				'plugin_version' => IGNY8_BRIDGE_VERSION,
				'seo_meta_keys'  => (object) IGNY8_Bridge_Seo::keys(),
			)
		);
	}

	/**
	 * Forwards the request to the core route, with the author's permissions.
	 *
	 * @param WP_REST_Request $request The request.
	 * @return WP_REST_Response
	 */
	public static function forward( WP_REST_Request $request ) {
		$route = '/wp/v2/' . $request['kind'] . ( isset( $request['id'] ) ? '/' . $request['id'] : '' );
		$inner = new WP_REST_Request( $request->get_method(), $route );
		$query = $request->get_query_params();
		unset( $query['rest_route'] );
		$inner->set_query_params( $query );
		$inner->set_body_params( (array) $request->get_json_params() );
		return rest_do_request( $inner );
	}

	/**
	 * Describes a post type or taxonomy.
	 *
	 * @param WP_Post_Type|WP_Taxonomy $kind  The post type or taxonomy.
	 * @param int                      $count The number of its posts or terms.
	 */
	private static function kind( $kind, $count ) {
		return array(
			'label'   => $kind->label,
			'count'   => $count,
			'enabled' => true,
		);
	}

	/**
	 * Wraps the data in the response format of the IGNY8 API.
	 *
	 * @param array $data The data.
	 */
	private static function wrapped( array $data ) {
		return array(
			'success' => true,
			'data'    => $data,
		);
	}
}
