<?php
/**
 * SEO texts.
 *
 * @package IGNY8_Bridge
 */

defined( 'ABSPATH' ) || exit;

/** Exposes the post meta in which SEO plugins store their texts to the REST API. */
class IGNY8_Bridge_Seo {
	/** Columns of All in One SEO's own table, by the meta key that REST accepts. */
	const COPIED = array(
		'_aioseo_title'       => 'title',
		'_aioseo_description' => 'description',
	);

	/** Registers the hook, late enough for all plugins and post types to be registered. */
	public static function hook() {
		add_action( 'init', array( __CLASS__, 'register' ), 20 );
		add_action( 'rest_api_init', array( __CLASS__, 'listen' ) );
	}

	/** Registers the hooks that run after REST has stored a post's meta. */
	public static function listen() {
		foreach ( get_post_types( array( 'show_in_rest' => true ) ) as $type ) {
			add_action( "rest_after_insert_$type", array( __CLASS__, 'copy_written' ), 10, 2 );
		}
	}

	/**
	 * Returns the meta keys of the active SEO plugin by field; empty if none is active.
	 *
	 * @return array<string,string>
	 */
	public static function keys() {
		if ( defined( 'WPSEO_VERSION' ) ) {
			return array(
				'title'         => '_yoast_wpseo_title',
				'description'   => '_yoast_wpseo_metadesc',
				'focus_keyword' => '_yoast_wpseo_focuskw',
			);
		}
		if ( defined( 'RANK_MATH_VERSION' ) ) {
			return array(
				'title'         => 'rank_math_title',
				'description'   => 'rank_math_description',
				'focus_keyword' => 'rank_math_focus_keyword',
			);
		}
		if ( defined( 'AIOSEO_VERSION' ) ) {
			return array(
				'title'       => '_aioseo_title',
				'description' => '_aioseo_description',
			);
		}
		return array();
	}

	/**
	 * Exposes the keys, and our content id, to users who may edit the post. Yoast registers its keys itself, but not for
	 * REST; its sanitise callbacks stay.
	 */
	public static function register() {
		$known    = get_registered_meta_keys( 'post' );
		$may_edit = function ( $allowed, $key, $post_id ) {
			return current_user_can( 'edit_post', $post_id );
		};
		foreach ( array_merge( array_values( self::keys() ), array( IGNY8_BRIDGE_CONTENT_ID ) ) as $key ) {
			if ( ! empty( $known[ $key ]['show_in_rest'] ) ) {
				continue;
			}
			$args = array(
				'type'          => 'string',
				'single'        => true,
				// Focus keywords are not public.
				'show_in_rest'  => array( 'schema' => array( 'context' => array( 'edit' ) ) ),
				'auth_callback' => $may_edit,
			);
			if ( ! isset( $known[ $key ] ) ) {
				$args['sanitize_callback'] = array( __CLASS__, 'clean' );
			}
			register_post_meta( '', $key, $args );
		}
	}

	/**
	 * Removes tags and line breaks. Unlike sanitize_text_field(), it keeps percent signs before letters.
	 *
	 * @param string $text The text.
	 * @return string
	 */
	public static function clean( $text ) {
		return trim( wp_strip_all_tags( (string) $text, true ) );
	}

	/**
	 * Writes the texts of an article.
	 *
	 * @param int   $post_id The post.
	 * @param array $texts   Any of title, description and focus_keyword.
	 * @return string[] The fields that no active plugin supports.
	 */
	public static function write( $post_id, array $texts ) {
		$keys   = self::keys();
		$unkept = array();
		foreach ( $texts as $name => $text ) {
			if ( isset( $keys[ $name ] ) ) {
				update_post_meta( $post_id, $keys[ $name ], wp_slash( self::clean( $text ) ) );
			} elseif ( '' !== $text ) {
				$unkept[] = "seo_$name";
			}
		}
		self::copy( $post_id );
		return $unkept;
	}

	/**
	 * Runs after REST has written a post.
	 *
	 * @param WP_Post         $post    The post.
	 * @param WP_REST_Request $request The request.
	 */
	public static function copy_written( $post, $request ) {
		if ( array_intersect_key( (array) $request['meta'], self::COPIED ) ) {
			self::copy( $post->ID );
		}
	}

	/**
	 * Copies the meta to All in One SEO's own table, from which it reads. Not while that plugin saves a post, because it
	 * would then insert the same row again.
	 *
	 * @param int $post_id The post.
	 */
	private static function copy( $post_id ) {
		$model = '\AIOSEO\Plugin\Common\Models\Post';
		if ( ! defined( 'AIOSEO_VERSION' ) || ! class_exists( $model ) || ! method_exists( $model, 'getPost' ) ) {
			return;
		}
		$row = $model::getPost( $post_id );
		if ( ! is_object( $row ) || ! method_exists( $row, 'save' ) ) {
			return;
		}
		$is_changed = false;
		foreach ( self::COPIED as $key => $column ) {
			$text = (string) get_post_meta( $post_id, $key, true );
			if ( metadata_exists( 'post', $post_id, $key ) && ( ! isset( $row->$column ) || $text !== $row->$column ) ) {
				$row->$column = $text;
				$is_changed   = true;
			}
		}
		if ( $is_changed ) {
			$row->post_id = $post_id;
			$row->save();
		}
	}
}
