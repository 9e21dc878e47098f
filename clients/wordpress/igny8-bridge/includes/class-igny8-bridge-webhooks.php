<?php
/**
 * Notifications to IGNY8.
 *
 * @package IGNY8_Bridge
 */

defined( 'ABSPATH' ) || exit;

/** Notifies IGNY8 of changes of posts, categories and tags, at the end of the request. Failed deliveries are retried later. */
class IGNY8_Bridge_Webhooks {
	const DELIVER = 'igny8_bridge_deliver';
	const LOG     = 'igny8_bridge_log';
	/** Minutes until the next attempt: after the first, the second, … */
	const WAITS = array( 1, 5, 15, 60, 240, 720 );
	/** Longer texts are not sent; the next sync reads them. */
	const MAX_CONTENT = 400000;
	const RANKS       = array( 'post.updated', 'post.published', 'post.trashed', 'post.deleted' );

	/**
	 * Events to send at the end of the request, by post or term.
	 *
	 * @var array<string,array>
	 */
	private static $noted = array();

	/**
	 * Whether events are ignored, because IGNY8 itself makes the changes.
	 *
	 * @var bool
	 */
	private static $muted = false;

	/** Registers the hooks. Before wp_after_insert_post, a post's terms and meta may be missing. */
	public static function hook() {
		add_action( 'wp_after_insert_post', array( __CLASS__, 'on_post' ), 10, 4 );
		add_action( 'transition_post_status', array( __CLASS__, 'on_status' ), 10, 3 );
		add_action( 'before_delete_post', array( __CLASS__, 'on_delete' ), 10, 2 );
		add_action( 'created_term', array( __CLASS__, 'on_new_term' ), 10, 3 );
		add_action( 'edited_term', array( __CLASS__, 'on_term' ), 10, 3 );
		add_action( 'delete_term', array( __CLASS__, 'on_delete_term' ), 10, 4 );
		add_action( 'shutdown', array( __CLASS__, 'flush' ), 100 );
		add_action( self::DELIVER, array( __CLASS__, 'deliver' ) );
	}

	/**
	 * Runs a function without notifying IGNY8 of its changes.
	 *
	 * @param callable $work The function.
	 * @return mixed Its result.
	 */
	public static function without( callable $work ) {
		self::$muted = true;
		try {
			return $work();
		} finally {
			self::$muted = false;
		}
	}

	/**
	 * Handles a stored post.
	 *
	 * @param int          $post_id Its id.
	 * @param WP_Post      $post    The post.
	 * @param bool         $update  Not used.
	 * @param WP_Post|null $before  Its previous state.
	 */
	public static function on_post( $post_id, $post, $update, $before ) {
		$was_public = $before && self::is_public( $before->post_status );
		if ( 'trash' === $post->post_status ) {
			self::note_post( 'post.trashed', $post );
		} else {
			self::note_post( self::is_public( $post->post_status ) && ! $was_public ? 'post.published' : 'post.updated', $post );
		}
	}

	/**
	 * Handles a trashed post.
	 *
	 * @param string  $new_status The new status.
	 * @param string  $old_status The previous status.
	 * @param WP_Post $post       The post.
	 */
	public static function on_status( $new_status, $old_status, $post ) {
		if ( 'trash' === $new_status && 'trash' !== $old_status ) {
			self::note_post( 'post.trashed', $post );
		}
	}

	/**
	 * Handles a post before it is deleted, while its data still exists.
	 *
	 * @param int     $post_id Its id.
	 * @param WP_Post $post    The post.
	 */
	public static function on_delete( $post_id, $post ) {
		self::note_post( 'post.deleted', $post, array( 'kept' => array_diff_key( self::post( $post ), array_flip( array( 'title', 'content', 'excerpt', 'categories', 'tags' ) ) ) ) );
	}

	/**
	 * Handles a new term.
	 *
	 * @param int    $term_id  Its id.
	 * @param int    $tt_id    Not used.
	 * @param string $taxonomy Its taxonomy.
	 */
	public static function on_new_term( $term_id, $tt_id, $taxonomy ) {
		self::note_term( 'term.created', $term_id, $taxonomy );
	}

	/**
	 * Handles a changed term.
	 *
	 * @param int    $term_id  Its id.
	 * @param int    $tt_id    Not used.
	 * @param string $taxonomy Its taxonomy.
	 */
	public static function on_term( $term_id, $tt_id, $taxonomy ) {
		self::note_term( 'term.updated', $term_id, $taxonomy );
	}

	/**
	 * Handles a deleted term.
	 *
	 * @param int     $term_id  Its id.
	 * @param int     $tt_id    Not used.
	 * @param string  $taxonomy Its taxonomy.
	 * @param WP_Term $term     Its previous state.
	 */
	public static function on_delete_term( $term_id, $tt_id, $taxonomy, $term ) {
		self::note_term( 'term.deleted', $term_id, $taxonomy, array( 'kept' => self::term( $term ) ) );
	}

	/**
	 * Whether visitors or members can read posts with this status.
	 *
	 * @param string $status The status.
	 */
	private static function is_public( $status ) {
		return in_array( $status, array( 'publish', 'private' ), true );
	}

	/**
	 * Records an event of a post. Of several events in one request, the most important one is sent.
	 *
	 * @param string  $event The event.
	 * @param WP_Post $post  The post.
	 * @param array   $more  Further data of the event.
	 */
	private static function note_post( $event, $post, array $more = array() ) {
		/**
		 * Filters the post types of which IGNY8 is notified.
		 *
		 * @param string[] $types Their names.
		 */
		$types = apply_filters( 'igny8_bridge_post_types', array( 'post', 'page' ) );
		$skips = array( 'auto-draft', 'inherit' );
		if ( ! in_array( $post->post_type, $types, true ) || in_array( $post->post_status, $skips, true ) || wp_is_post_revision( $post ) || wp_is_post_autosave( $post ) ) {
			return;
		}
		$key   = 'post:' . $post->ID;
		$known = isset( self::$noted[ $key ] ) ? self::$noted[ $key ]['event'] : null;
		if ( null !== $known && array_search( $known, self::RANKS, true ) > array_search( $event, self::RANKS, true ) ) {
			return;
		}
		self::note( $key, $event, array( 'post' => (int) $post->ID ) + $more );
	}

	/**
	 * Records an event of a category or tag.
	 *
	 * @param string $event    The event.
	 * @param int    $term_id  Its id.
	 * @param string $taxonomy Its taxonomy.
	 * @param array  $more     Further data of the event.
	 */
	private static function note_term( $event, $term_id, $taxonomy, array $more = array() ) {
		if ( ! in_array( $taxonomy, array( 'category', 'post_tag' ), true ) ) {
			return;
		}
		$key = "term:$term_id";
		if ( 'term.updated' === $event && isset( self::$noted[ $key ] ) ) {
			return;
		}
		self::note(
			$key,
			$event,
			array(
				'term'     => (int) $term_id,
				'taxonomy' => $taxonomy,
			) + $more
		);
	}

	/**
	 * Records an event.
	 *
	 * @param string $key   The post or term.
	 * @param string $event The event.
	 * @param array  $about Its ids.
	 */
	private static function note( $key, $event, array $about ) {
		if ( self::$muted || wp_installing() || ! IGNY8_Bridge_Settings::is_complete() ) {
			return;
		}
		self::$noted[ $key ] = array(
			'id'    => wp_generate_uuid4(),
			'event' => $event,
			'at'    => gmdate( 'Y-m-d\TH:i:s\Z' ),
			'tries' => 0,
		) + $about;
	}

	/** Sends the events at the end of the request; if the server supports it, after the response was sent. */
	public static function flush() {
		if ( ! self::$noted ) {
			return;
		}
		if ( function_exists( 'fastcgi_finish_request' ) ) {
			fastcgi_finish_request();
		}
		$noted       = self::$noted;
		self::$noted = array();
		array_map( array( __CLASS__, 'deliver' ), $noted );
	}

	/**
	 * Sends one event with the current data. If that fails, it is sent again later under the same id.
	 *
	 * @param array $delivery The event as recorded by `note`.
	 */
	public static function deliver( $delivery ) {
		$body = self::body( $delivery );
		if ( null === $body || ! IGNY8_Bridge_Settings::is_complete() ) {
			return;
		}
		$answer = IGNY8_Bridge_Api::tell( $body );
		$code   = is_wp_error( $answer ) ? 0 : (int) wp_remote_retrieve_response_code( $answer );
		$is_ok  = $code >= 200 && $code < 300;
		$reason = is_wp_error( $answer ) ? $answer->get_error_message() : "HTTP $code";
		if ( $is_ok ) {
			self::stamp( $delivery );
			/* translators: %s: the event. */
			self::log( sprintf( __( '%s: accepted.', 'igny8-bridge' ), $delivery['event'] ) );
			return;
		}
		$is_final = $code >= 300 && $code < 500 && ! in_array( $code, array( 401, 408, 409, 425, 429 ), true );
		$is_last  = $delivery['tries'] >= count( self::WAITS );
		if ( ! $is_final && ! $is_last ) {
			$wait               = self::WAITS[ $delivery['tries'] ] * MINUTE_IN_SECONDS;
			$delivery['tries'] += 1;
			wp_schedule_single_event( time() + $wait, self::DELIVER, array( $delivery ) );
		}
		$next = $is_final || $is_last
			? __( 'no further attempt', 'igny8-bridge' )
			: __( 'will be retried', 'igny8-bridge' );
		self::log( "{$delivery['event']}: $reason, $next." );
	}

	/**
	 * Returns the event as JSON; null if its post or term was deleted, which is an event of its own.
	 *
	 * @param array $delivery The event as recorded by `note`.
	 * @return string|null
	 */
	private static function body( array $delivery ) {
		$kind = isset( $delivery['post'] ) ? 'post' : 'term';
		if ( isset( $delivery['kept'] ) ) {
			$told = $delivery['kept'];
		} elseif ( 'post' === $kind ) {
			clean_post_cache( $delivery['post'] );
			$post = get_post( $delivery['post'] );
			$told = $post ? self::post( $post ) : null;
		} else {
			$term = get_term( $delivery['term'], $delivery['taxonomy'] );
			$told = $term instanceof WP_Term ? self::term( $term ) : null;
		}
		if ( null === $told ) {
			return null;
		}
		$body = wp_json_encode(
			array(
				'event_id'    => $delivery['id'],
				'event'       => self::event( $delivery, $told ),
				'occurred_at' => $delivery['at'],
				'site_url'    => home_url(),
				$kind         => $told,
			),
			JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE
		);
		return false === $body ? null : $body;
	}

	/**
	 * Corrects the event to the current state, for example if the post was restored from the trash meanwhile.
	 *
	 * @param array $delivery The event as recorded by `note`.
	 * @param array $told     The data of the post or term.
	 */
	private static function event( array $delivery, array $told ) {
		if ( 'post.trashed' === $delivery['event'] && 'trash' !== $told['status'] ) {
			return 'post.updated';
		}
		return $delivery['event'];
	}

	/**
	 * Returns the data of a post.
	 *
	 * @param WP_Post $post The post.
	 * @return array
	 */
	private static function post( WP_Post $post ) {
		$content_id = (int) get_post_meta( $post->ID, IGNY8_BRIDGE_CONTENT_ID, true );
		$modified   = min( time(), (int) strtotime( $post->post_modified_gmt . ' UTC' ) );
		return array(
			'id'           => $post->ID,
			'type'         => $post->post_type,
			'status'       => $post->post_status,
			'slug'         => $post->post_name,
			'link'         => (string) get_permalink( $post ),
			'modified_gmt' => $modified > 0 ? gmdate( 'Y-m-d\TH:i:s\Z', $modified ) : null,
			'date_gmt'     => self::utc( $post->post_date_gmt ),
			'content_id'   => $content_id ? $content_id : null,
			'title'        => $post->post_title,
			'content'      => strlen( $post->post_content ) > self::MAX_CONTENT ? null : $post->post_content,
			'excerpt'      => $post->post_excerpt,
			'categories'   => self::names( $post->ID, 'category' ),
			'tags'         => self::names( $post->ID, 'post_tag' ),
		);
	}

	/**
	 * Returns the names of a post's terms.
	 *
	 * @param int    $post_id  The post.
	 * @param string $taxonomy category or post_tag.
	 * @return string[]
	 */
	private static function names( $post_id, $taxonomy ) {
		$names = wp_get_object_terms( $post_id, $taxonomy, array( 'fields' => 'names' ) );
		return is_wp_error( $names ) ? array() : array_values( $names );
	}

	/**
	 * Returns the data of a term.
	 *
	 * @param WP_Term $term The term.
	 * @return array
	 */
	private static function term( WP_Term $term ) {
		return array(
			'id'       => $term->term_id,
			'taxonomy' => $term->taxonomy,
			'name'     => $term->name,
			'slug'     => $term->slug,
		);
	}

	/**
	 * Converts a database time to RFC 3339; null if there is none, as for drafts.
	 *
	 * @param string $time In UTC.
	 * @return string|null
	 */
	private static function utc( $time ) {
		return 0 === strpos( $time, '0000' ) ? null : str_replace( ' ', 'T', $time ) . 'Z';
	}

	/**
	 * Stores the time of the last notification of a post that came from IGNY8.
	 *
	 * @param array $delivery The event as recorded by `note`.
	 */
	private static function stamp( array $delivery ) {
		if ( isset( $delivery['post'] ) && get_post_meta( $delivery['post'], IGNY8_BRIDGE_CONTENT_ID, true ) ) {
			update_post_meta( $delivery['post'], IGNY8_BRIDGE_LAST_SYNC, gmdate( 'c' ) );
		}
	}

	/**
	 * Stores the last message, for the settings page.
	 *
	 * @param string $message The message to show.
	 */
	private static function log( $message ) {
		update_option(
			self::LOG,
			array(
				'at'      => wp_date( 'Y-m-d H:i:s' ),
				'message' => $message,
			),
			false
		);
	}
}
