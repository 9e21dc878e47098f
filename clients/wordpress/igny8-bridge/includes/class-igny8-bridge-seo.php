<?php
/**
 * SEO texts.
 *
 * @package IGNY8_Bridge
 */

defined( 'ABSPATH' ) || exit;

/** The post meta in which SEO plugins keep their texts, opened to the REST API. */
class IGNY8_Bridge_Seo {
	/** Registers the meta when all plugins are there. */
	public static function hook() {
		add_action( 'init', array( __CLASS__, 'register' ), 20 );
		add_action( 'added_post_meta', array( __CLASS__, 'copy' ), 10, 4 );
		add_action( 'updated_post_meta', array( __CLASS__, 'copy' ), 10, 4 );
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

	/** Opens the keys, and our own id, to who may edit the post. */
	public static function register() {
		$may_edit = function ( $allowed, $key, $post_id ) {
			return current_user_can( 'edit_post', $post_id );
		};
		foreach ( array_merge( array_values( self::keys() ), array( IGNY8_BRIDGE_CONTENT_ID ) ) as $key ) {
			if ( registered_meta_key_exists( 'post', $key ) ) {
				continue;
			}
			register_post_meta(
				'',
				$key,
				array(
					'type'              => 'string',
					'single'            => true,
					'show_in_rest'      => true,
					'sanitize_callback' => 'sanitize_text_field',
					'auth_callback'     => $may_edit,
				)
			);
		}
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
				update_post_meta( $post_id, $keys[ $name ], wp_slash( sanitize_text_field( $text ) ) );
			} elseif ( '' !== $text ) {
				$unkept[] = "seo_$name";
			}
		}
		return $unkept;
	}

	/**
	 * All in One SEO reads a table of its own: what is written to its meta goes there too.
	 *
	 * @param int    $meta_id Not used.
	 * @param int    $post_id The post.
	 * @param string $key     The meta key.
	 * @param mixed  $value   What was written.
	 */
	public static function copy( $meta_id, $post_id, $key, $value ) {
		$fields = array(
			'_aioseo_title'       => 'title',
			'_aioseo_description' => 'description',
		);
		$model  = '\AIOSEO\Plugin\Common\Models\Post';
		if ( ! isset( $fields[ $key ] ) || ! defined( 'AIOSEO_VERSION' ) || ! class_exists( $model ) || ! method_exists( $model, 'getPost' ) ) {
			return;
		}
		$row = $model::getPost( $post_id );
		if ( is_object( $row ) && method_exists( $row, 'save' ) && $value !== $row->{$fields[ $key ]} ) {
			$row->post_id            = $post_id;
			$row->{$fields[ $key ]} = $value;
			$row->save();
		}
	}
}
