<?php
/**
 * SEO texts.
 *
 * @package IGNY8_Bridge
 */

defined( 'ABSPATH' ) || exit;

/** The post meta in which SEO plugins keep their texts, opened to the REST API. */
class IGNY8_Bridge_Seo {
	/** What All in One SEO keeps in a table of its own, by the meta key under which REST takes it. */
	const COPIED = array(
		'_aioseo_title'       => 'title',
		'_aioseo_description' => 'description',
	);

	/** Registers the meta when all plugins, and all post types, are there. */
	public static function hook() {
		add_action( 'init', array( __CLASS__, 'register' ), 20 );
		add_action( 'rest_api_init', array( __CLASS__, 'listen' ) );
	}

	/** Hears of what REST writes, when its meta is stored. */
	public static function listen() {
		foreach ( get_post_types( array( 'show_in_rest' => true ) ) as $type ) {
			add_action( "rest_after_insert_$type", array( __CLASS__, 'copy_written' ), 10, 2 );
		}
	}

	/**
	 * The keys of the active plugin by what they hold; empty where none is active.
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
	 * Opens the keys, and our own id, to who may edit the post. Yoast registers its keys itself, but not for REST: what
	 * it cleans them with stays.
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
				// Focus keywords are not for everybody.
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
	 * One line without tags. Other than sanitize_text_field() it leaves a percent sign before letters.
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
	 * @param array $texts   title, description, focus_keyword: those that are given.
	 * @return string[] Those that no active plugin has a place for.
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
	 * After a request that writes a post by REST.
	 *
	 * @param WP_Post         $post    The post.
	 * @param WP_REST_Request $request What was asked.
	 */
	public static function copy_written( $post, $request ) {
		if ( array_intersect_key( (array) $request['meta'], self::COPIED ) ) {
			self::copy( $post->ID );
		}
	}

	/**
	 * All in One SEO reads a table of its own: what stands in its meta goes there too. Never while it saves a post
	 * itself: the row that it is about to make would be there twice.
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
