<?php
/**
 * Publishing.
 *
 * @package IGNY8_Bridge
 */

defined( 'ABSPATH' ) || exit;

/** Creates or updates the post of an article. */
class IGNY8_Bridge_Publisher {
	const LOCK_SECONDS = 60;
	const STATUSES     = array( 'publish', 'future', 'draft', 'pending', 'private', 'trash' );

	/**
	 * Publishes an article. Omitted fields stay unchanged.
	 *
	 * @param array $article The fields of the request.
	 * @return array|WP_Error
	 */
	public static function publish( array $article ) {
		$content_id = (int) $article['content_id'];
		if ( ! self::lock( $content_id ) ) {
			return new WP_Error( 'igny8_busy', __( 'This article is already being published.', 'igny8-bridge' ), array( 'status' => 409 ) );
		}
		try {
			return self::bring( $content_id, $article );
		} finally {
			delete_option( self::lock_name( $content_id ) );
		}
	}

	/**
	 * Creates a draft first, so that nothing is public before its images, terms and texts are complete.
	 *
	 * @param int   $content_id The content id in IGNY8.
	 * @param array $article    The fields of the request.
	 * @return array|WP_Error
	 */
	private static function bring( $content_id, array $article ) {
		$post    = self::find( $content_id );
		$is_new  = null === $post;
		$post_id = $is_new ? self::draft( $content_id, $article ) : $post->ID;
		if ( is_wp_error( $post_id ) ) {
			return $post_id;
		}
		if ( ! current_user_can( 'edit_post', $post_id ) ) {
			return new WP_Error( 'rest_cannot_edit', __( 'The author is not allowed to edit this post.', 'igny8-bridge' ), array( 'status' => 403 ) );
		}
		if ( ! $is_new && 'trash' === $post->post_status ) {
			wp_untrash_post( $post_id );
		}
		$title    = isset( $article['title'] ) ? $article['title'] : get_post( $post_id )->post_title;
		$warnings = array();
		if ( isset( $article['content_html'] ) ) {
			$images                             = isset( $article['gallery_images'] ) ? $article['gallery_images'] : array();
			list( $article['content_html'], $warnings ) = IGNY8_Bridge_Images::settle( $article['content_html'], $images, $post_id, $title );
		}
		$warnings = array_merge( $warnings, self::featured( $post_id, $article, $title ), self::terms( $post_id, $article ), self::seo( $post_id, $article ) );
		$kept     = wp_update_post( wp_slash( array( 'ID' => $post_id ) + self::fields( $article ) + self::time( get_post( $post_id ), $article ) ), true );
		if ( is_wp_error( $kept ) ) {
			return $kept;
		}
		update_post_meta( $post_id, IGNY8_BRIDGE_LAST_SYNC, gmdate( 'c' ) );
		return array( 'created' => $is_new ) + self::told( $post_id ) + array( 'warnings' => $warnings );
	}

	/**
	 * Finds the post of the content, in any status.
	 *
	 * @param int $content_id The content id in IGNY8.
	 * @return WP_Post|null
	 */
	private static function find( $content_id ) {
		$found = get_posts(
			array(
				'post_type'   => array_values( get_post_types( array( 'public' => true ) ) ),
				'post_status' => self::STATUSES,
				'numberposts' => 1,
				'orderby'     => 'ID',
				'order'       => 'ASC',
				// phpcs:ignore WordPress.DB.SlowDBQuery -- once per article.
				'meta_key'    => IGNY8_BRIDGE_CONTENT_ID,
				// phpcs:ignore WordPress.DB.SlowDBQuery
				'meta_value'  => (string) $content_id,
			)
		);
		return $found ? $found[0] : null;
	}

	/**
	 * Creates the draft, with the content id by which it is found again.
	 *
	 * @param int   $content_id The content id in IGNY8.
	 * @param array $article    The fields of the request.
	 * @return int|WP_Error
	 */
	private static function draft( $content_id, array $article ) {
		$type = get_post_type_object( isset( $article['post_type'] ) ? $article['post_type'] : 'post' );
		if ( ! $type || ! $type->public || ! current_user_can( $type->cap->create_posts ) ) {
			return new WP_Error( 'rest_cannot_create', __( 'The author is not allowed to create posts of this type.', 'igny8-bridge' ), array( 'status' => 403 ) );
		}
		$meta = array( IGNY8_BRIDGE_CONTENT_ID => (string) $content_id );
		return wp_insert_post(
			wp_slash(
				array(
					'post_type'   => $type->name,
					'post_status' => 'draft',
					'post_author' => get_current_user_id(),
					'meta_input'  => $meta,
				) + self::fields( $article )
			),
			true
		);
	}

	/**
	 * Returns the texts of the request.
	 *
	 * @param array $article The fields of the request.
	 * @return array
	 */
	private static function fields( array $article ) {
		$names  = array(
			'title'        => 'post_title',
			'content_html' => 'post_content',
			'excerpt'      => 'post_excerpt',
			'slug'         => 'post_name',
		);
		$fields = array();
		foreach ( $names as $given => $field ) {
			if ( isset( $article[ $given ] ) ) {
				$fields[ $field ] = $article[ $given ];
			}
		}
		return $fields;
	}

	/**
	 * Returns the status and the date. Private posts stay private. If the author is not allowed to publish, the post
	 * becomes pending.
	 *
	 * @param WP_Post $post    The post.
	 * @param array   $article The fields of the request.
	 * @return array
	 */
	private static function time( WP_Post $post, array $article ) {
		if ( ! isset( $article['status'] ) ) {
			return array();
		}
		$status = $article['status'];
		$date   = empty( $article['published_at'] ) ? false : strtotime( $article['published_at'] );
		if ( 'publish' === $status && 'private' === $post->post_status ) {
			return array();
		}
		if ( in_array( $status, array( 'publish', 'future' ), true ) && ! current_user_can( 'publish_post', $post->ID ) ) {
			return array( 'post_status' => 'pending' );
		}
		if ( 'future' === $status && ( ! $date || $date <= time() ) ) {
			$status = 'publish';
		}
		$fields = array( 'post_status' => $status );
		$is_set = $date && ( 'future' === $status ? $date > time() : $date <= time() );
		if ( ! $is_set && 'publish' === $status && ( 'publish' !== $post->post_status ) ) {
			$date   = time();
			$is_set = true;
		}
		return $is_set ? $fields + array(
			'post_date'     => get_date_from_gmt( gmdate( 'Y-m-d H:i:s', $date ) ),
			'post_date_gmt' => gmdate( 'Y-m-d H:i:s', $date ),
			'edit_date'     => true,
		) : $fields;
	}

	/**
	 * Sets the featured image.
	 *
	 * @param int    $post_id The post.
	 * @param array  $article The fields of the request.
	 * @param string $title   The title of a new image.
	 * @return string[] The fields that could not be written.
	 */
	private static function featured( $post_id, array $article, $title ) {
		$id = isset( $article['featured_media'] ) ? (int) $article['featured_media'] : 0;
		if ( ! $id && ! empty( $article['featured_image_url'] ) ) {
			$id = IGNY8_Bridge_Images::take( $article['featured_image_url'], $post_id, $title );
		}
		if ( is_wp_error( $id ) ) {
			return array( 'featured image: ' . $id->get_error_message() );
		}
		if ( $id && ! wp_attachment_is_image( $id ) ) {
			return array( 'featured image: there is no such image' );
		}
		if ( $id && (int) get_post_thumbnail_id( $post_id ) !== $id ) {
			set_post_thumbnail( $post_id, $id );
		}
		return array();
	}

	/**
	 * Sets categories and tags by name. If none are given, the post keeps its own.
	 *
	 * @param int   $post_id The post.
	 * @param array $article The fields of the request.
	 * @return string[] The fields that could not be written.
	 */
	private static function terms( $post_id, array $article ) {
		$warnings = array();
		foreach ( array(
			'categories' => 'category',
			'tags'       => 'post_tag',
		) as $field => $taxonomy ) {
			if ( empty( $article[ $field ] ) || ! is_object_in_taxonomy( get_post_type( $post_id ), $taxonomy ) ) {
				continue;
			}
			$ids = array();
			foreach ( $article[ $field ] as $name ) {
				$id = self::term( $name, $taxonomy );
				if ( is_wp_error( $id ) ) {
					$warnings[] = "term: $name (" . $id->get_error_message() . ')';
				} else {
					$ids[] = $id;
				}
			}
			if ( $ids ) {
				wp_set_post_terms( $post_id, $ids, $taxonomy );
			}
		}
		return $warnings;
	}

	/**
	 * Finds the term with this name, or creates it if the author is allowed to.
	 *
	 * @param string $name     Its name.
	 * @param string $taxonomy category or post_tag.
	 * @return int|WP_Error
	 */
	private static function term( $name, $taxonomy ) {
		$name  = sanitize_text_field( $name );
		$known = term_exists( wp_slash( $name ), $taxonomy );
		if ( $known ) {
			return (int) $known['term_id'];
		}
		$caps = get_taxonomy( $taxonomy )->cap;
		if ( ! current_user_can( is_taxonomy_hierarchical( $taxonomy ) ? $caps->edit_terms : $caps->assign_terms ) ) {
			return new WP_Error( 'rest_cannot_create', __( 'the author is not allowed to create it', 'igny8-bridge' ) );
		}
		$made = wp_insert_term( wp_slash( $name ), $taxonomy );
		if ( is_wp_error( $made ) ) {
			$id = (int) $made->get_error_data( 'term_exists' );
			return $id ? $id : $made;
		}
		return (int) $made['term_id'];
	}

	/**
	 * Writes the SEO texts of the request.
	 *
	 * @param int   $post_id The post.
	 * @param array $article The fields of the request.
	 * @return string[] The fields that could not be written.
	 */
	private static function seo( $post_id, array $article ) {
		$texts = array();
		foreach ( array(
			'title'         => 'seo_title',
			'description'   => 'seo_description',
			'focus_keyword' => 'primary_keyword',
		) as $name => $field ) {
			if ( isset( $article[ $field ] ) ) {
				$texts[ $name ] = $article[ $field ];
			}
		}
		return IGNY8_Bridge_Seo::write( $post_id, $texts );
	}

	/**
	 * Returns the data of the post for IGNY8. The digest of its texts equals the one that a sync computes.
	 *
	 * @param int $post_id The post.
	 * @return array
	 */
	private static function told( $post_id ) {
		clean_post_cache( $post_id );
		$post  = get_post( $post_id );
		$texts = array( $post->post_title, $post->post_content, $post->post_excerpt );
		$flags = JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_LINE_TERMINATORS;
		return array(
			'post_id'           => $post_id,
			'post_url'          => get_permalink( $post ),
			'post_status'       => $post->post_status,
			'post_modified_gmt' => str_replace( ' ', 'T', $post->post_modified_gmt ),
			'post_digest'       => hash( 'sha256', (string) wp_json_encode( $texts, $flags ) ),
		);
	}

	/**
	 * Locks the content, because two concurrent publications would create two posts.
	 *
	 * @param int $content_id The content id in IGNY8.
	 * @return bool
	 */
	private static function lock( $content_id ) {
		global $wpdb;
		$name = self::lock_name( $content_id );
		for ( $tries = 0; $tries < 2; $tries++ ) {
			// phpcs:ignore WordPress.DB.DirectDatabaseQuery -- add_option() is not atomic; core locks its updates the same way.
			$made = $wpdb->query( $wpdb->prepare( "INSERT IGNORE INTO `$wpdb->options` ( `option_name`, `option_value`, `autoload` ) VALUES ( %s, %s, 'no' )", $name, (string) time() ) );
			if ( $made ) {
				return true;
			}
			wp_cache_delete( $name, 'options' );
			wp_cache_delete( 'notoptions', 'options' );
			if ( (int) get_option( $name ) > time() - self::LOCK_SECONDS ) {
				return false;
			}
			delete_option( $name );
		}
		return false;
	}

	/**
	 * Returns the name of the lock's option.
	 *
	 * @param int $content_id The content id in IGNY8.
	 */
	private static function lock_name( $content_id ) {
		return "igny8_bridge_lock_$content_id";
	}
}
