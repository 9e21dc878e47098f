<?php
/**
 * Plugin Name: SEO plugins of the test
 * Description: What Yoast SEO 27, Rank Math 1.0.274 and All in One SEO 5 register, and where each keeps and reads its
 *              texts, as their sources have it; one at a time (TB_DIR/switches.json: rank_math, aioseo, meta_off).
 */

namespace Igny8_Test {
	$chosen = tb_switch( 'rank_math' ) ? 'rank_math' : ( tb_switch( 'aioseo' ) ? 'aioseo' : 'yoast' );
	if ( ! tb_switch( 'meta_off' ) ) {
		call_user_func( __NAMESPACE__ . "\\$chosen" );
	}

	/** A namespace, by which a client knows the plugin. */
	function route( $space ) {
		add_action(
			'rest_api_init',
			fn() => register_rest_route( $space, '/test', array( 'callback' => '__return_true', 'permission_callback' => '__return_true' ) )
		);
	}

	function table( $name, $columns ) {
		global $wpdb;
		$wpdb->query( "CREATE TABLE IF NOT EXISTS {$wpdb->prefix}$name (id bigint(20) unsigned NOT NULL AUTO_INCREMENT, $columns, PRIMARY KEY (id))" );
		return $wpdb->prefix . $name;
	}

	/**
	 * WPSEO_Meta::init(), on plugins_loaded 14: keys registered without show_in_rest, empty texts never stored. What pages
	 * show comes from the table of indexables: made on wp_insert_post, and at the end of a request that wrote meta since.
	 */
	function yoast() {
		define( 'WPSEO_VERSION', 'of the test' );
		route( 'yoast/v1' );
		add_action(
			'plugins_loaded',
			function () {
				foreach ( array( 'title', 'metadesc', 'focuskw' ) as $field ) {
					$clean = fn( $value ) => trim( wp_strip_all_tags( (string) $value ) );
					register_meta( 'post', "_yoast_wpseo_$field", array( 'sanitize_callback' => $clean ) );
				}
				$is_empty = fn( $key, $value ) => 0 === strpos( $key, '_yoast_wpseo_' ) && '' === $value;
				add_filter( 'add_post_metadata', fn( $check, $id, $key, $value ) => $is_empty( $key, $value ) ? true : $check, 10, 4 );
				add_filter( 'update_post_metadata', fn( $check, $id, $key, $value ) => $is_empty( $key, $value ) ? (bool) delete_post_meta( $id, $key ) || true : $check, 10, 4 );
			},
			14
		);
		$waiting = array();
		$build   = function ( $id ) {
			global $wpdb;
			$table = table( 'yoast_indexable', 'object_id bigint(20), title text, description text' );
			$wpdb->delete( $table, array( 'object_id' => $id ) );
			$text = fn( $field ) => get_post_meta( $id, "_yoast_wpseo_$field", true );
			$wpdb->insert( $table, array( 'object_id' => $id, 'title' => $text( 'title' ), 'description' => $text( 'metadesc' ) ) );
		};
		$wait    = function ( $meta_id, $id, $key ) use ( &$waiting ) {
			if ( 0 === strpos( $key, '_yoast_wpseo_' ) ) {
				$waiting[ $id ] = true;
			}
		};
		foreach ( array( 'added', 'updated', 'deleted' ) as $done ) {
			add_action( "{$done}_post_meta", $wait, 10, 3 );
		}
		add_action( 'wp_insert_post', function ( $id ) use ( &$waiting ) { unset( $waiting[ $id ] ); } );
		add_action( 'wp_insert_post', $build, PHP_INT_MAX );
		register_shutdown_function( function () use ( &$waiting, $build ) { array_map( $build, array_keys( $waiting ) ); } );
	}

	/** Common::hide_rank_math_meta(): no key is registered, and all are protected. Pages show the meta itself. */
	function rank_math() {
		define( 'RANK_MATH_VERSION', 'of the test' );
		route( 'rankmath/v1' );
		add_filter( 'is_protected_meta', fn( $is, $key ) => 0 === strpos( $key, 'rank_math_' ) ? true : $is, 10, 2 );
	}

	/** Nothing registered; pages show the table aioseo_posts alone, whose post_id is no unique key. */
	function aioseo() {
		define( 'AIOSEO_VERSION', 'of the test' );
		route( 'aioseo/v1' );
		add_action( 'save_post', fn( $id ) => isset( $GLOBALS['tb_aioseo_form'] ) && \AIOSEO\Plugin\Common\Models\Post::savePost( $id, $GLOBALS['tb_aioseo_form'] ) );
	}
}

namespace AIOSEO\Plugin\Common\Models {
	if ( ! defined( 'AIOSEO_VERSION' ) ) {
		return;
	}
	/** As its namesake: a row, or what becomes one. */
	#[\AllowDynamicProperties]
	class Post {
		public $id = 0;
		public $post_id;
		public $title;
		public $description;
		public $og_title;

		private static function table() {
			return \Igny8_Test\table( 'aioseo_posts', 'post_id bigint(20), title text, description text, og_title text' );
		}
		public static function getPost( $id ) {
			global $wpdb;
			$post = new self();
			$row  = $wpdb->get_row( $wpdb->prepare( 'SELECT * FROM ' . self::table() . ' WHERE post_id = %d', $id ), ARRAY_A );
			foreach ( (array) $row as $column => $value ) {
				$post->$column = $value;
			}
			$post->post_id = $id;
			return $post;
		}
		public static function savePost( $id, $data ) {
			$post = self::getPost( $id );
			foreach ( $data as $column => $value ) {
				$post->$column = $value;
			}
			foreach ( array( 'title', 'description', 'og_title' ) as $column ) {
				update_post_meta( $id, "_aioseo_$column", $data[ $column ] ?? null );
			}
			$post->save();
		}
		public function save() {
			global $wpdb;
			$fields = array_diff_key( get_object_vars( $this ), array( 'id' => 0 ) );
			$this->id ? $wpdb->update( self::table(), $fields, array( 'id' => $this->id ) ) : $wpdb->insert( self::table(), $fields );
		}
	}
}
