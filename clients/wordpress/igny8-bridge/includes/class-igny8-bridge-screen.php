<?php
/**
 * The meta box and the column that editors see.
 *
 * @package IGNY8_Bridge
 */

defined( 'ABSPATH' ) || exit;

/** Shows the IGNY8 content id and the time of the last sync of each post. */
class IGNY8_Bridge_Screen {
	const COLUMN = 'igny8';

	/** Registers the meta box and the column. */
	public static function hook() {
		add_action( 'add_meta_boxes', array( __CLASS__, 'add_box' ) );
		foreach ( array( 'post', 'page' ) as $type ) {
			add_filter( "manage_{$type}_posts_columns", array( __CLASS__, 'add_column' ) );
			add_action( "manage_{$type}_posts_custom_column", array( __CLASS__, 'show_column' ), 10, 2 );
		}
	}

	/** Adds the meta box beside the editor. */
	public static function add_box() {
		add_meta_box( 'igny8-bridge', 'IGNY8', array( __CLASS__, 'show_box' ), array( 'post', 'page' ), 'side' );
	}

	/**
	 * Prints the meta box.
	 *
	 * @param WP_Post $post The post.
	 */
	public static function show_box( $post ) {
		$content_id = get_post_meta( $post->ID, IGNY8_BRIDGE_CONTENT_ID, true );
		if ( '' === $content_id ) {
			echo '<p>' . esc_html__( 'This post does not come from IGNY8.', 'igny8-bridge' ) . '</p>';
			return;
		}
		/* translators: %s: the id of the content in IGNY8. */
		echo '<p>' . esc_html( sprintf( __( 'IGNY8 content: %s', 'igny8-bridge' ), $content_id ) ) . '</p>';
		/* translators: %s: a time. */
		echo '<p>' . esc_html( sprintf( __( 'Last sync: %s', 'igny8-bridge' ), self::last_sync( $post->ID ) ) ) . '</p>';
	}

	/**
	 * Adds the column to the list of posts.
	 *
	 * @param array $columns The columns.
	 * @return array
	 */
	public static function add_column( $columns ) {
		return $columns + array( self::COLUMN => 'IGNY8' );
	}

	/**
	 * Prints the column.
	 *
	 * @param string $column  The column's name.
	 * @param int    $post_id The post.
	 */
	public static function show_column( $column, $post_id ) {
		$content_id = self::COLUMN === $column ? get_post_meta( $post_id, IGNY8_BRIDGE_CONTENT_ID, true ) : '';
		if ( '' !== $content_id ) {
			echo esc_html( "$content_id, " . self::last_sync( $post_id ) );
		}
	}

	/**
	 * The time of the post's last sync, in the site's time zone.
	 *
	 * @param int $post_id The post.
	 * @return string
	 */
	private static function last_sync( $post_id ) {
		$time = strtotime( (string) get_post_meta( $post_id, IGNY8_BRIDGE_LAST_SYNC, true ) );
		return $time
			? wp_date( get_option( 'date_format' ) . ' ' . get_option( 'time_format' ), $time )
			: __( 'never', 'igny8-bridge' );
	}
}
