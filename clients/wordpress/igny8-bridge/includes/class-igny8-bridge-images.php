<?php
/**
 * Images.
 *
 * @package IGNY8_Bridge
 */

defined( 'ABSPATH' ) || exit;

/** Downloads images into the media library. Each is downloaded once, however often its article is published. */
class IGNY8_Bridge_Images {
	const SOURCE = '_igny8_source_url';

	/**
	 * Finds or creates the attachment of an image.
	 *
	 * @param string $url     The URL of the image.
	 * @param int    $post_id The post that it belongs to.
	 * @param string $title   The title of a new attachment.
	 * @return int|WP_Error
	 */
	public static function take( $url, $post_id, $title ) {
		$known = get_posts(
			array(
				'post_type'   => 'attachment',
				'post_status' => 'any',
				'numberposts' => 1,
				'fields'      => 'ids',
				// phpcs:ignore WordPress.DB.SlowDBQuery -- once per image of an article.
				'meta_key'    => self::SOURCE,
				// phpcs:ignore WordPress.DB.SlowDBQuery
				'meta_value'  => $url,
			)
		);
		if ( $known ) {
			return (int) $known[0];
		}
		if ( ! current_user_can( 'upload_files' ) ) {
			return new WP_Error( 'igny8_upload', __( 'The author is not allowed to upload files.', 'igny8-bridge' ) );
		}
		require_once ABSPATH . 'wp-admin/includes/file.php';
		require_once ABSPATH . 'wp-admin/includes/media.php';
		require_once ABSPATH . 'wp-admin/includes/image.php';
		$file = download_url( $url, 15 );
		if ( is_wp_error( $file ) ) {
			return $file;
		}
		$extensions = array(
			'image/png'  => 'png',
			'image/jpeg' => 'jpg',
			'image/gif'  => 'gif',
			'image/webp' => 'webp',
			'image/avif' => 'avif',
		);
		$mime       = wp_get_image_mime( $file );
		if ( ! $mime || ! isset( $extensions[ $mime ] ) ) {
			wp_delete_file( $file );
			return new WP_Error( 'igny8_image', __( 'The file is not a supported image.', 'igny8-bridge' ) );
		}
		$name = pathinfo( (string) wp_parse_url( $url, PHP_URL_PATH ), PATHINFO_FILENAME );
		$id   = media_handle_sideload(
			array(
				'name'     => sanitize_file_name( ( '' === $name ? 'image' : $name ) . '.' . $extensions[ $mime ] ),
				'tmp_name' => $file,
			),
			$post_id,
			$title
		);
		if ( is_wp_error( $id ) ) {
			wp_delete_file( $file );
			return $id;
		}
		update_post_meta( $id, self::SOURCE, wp_slash( $url ) );
		return $id;
	}

	/**
	 * Replaces the URLs of IGNY8's images by those of this site's media library.
	 *
	 * @param string   $html    The article's HTML.
	 * @param string[] $urls    The URLs of its images.
	 * @param int      $post_id The post.
	 * @param string   $title   The title of new attachments.
	 * @return array { 0: string, 1: string[] } The HTML, and the images that could not be downloaded.
	 */
	public static function settle( $html, array $urls, $post_id, $title ) {
		$missing = array();
		foreach ( array_unique( $urls ) as $url ) {
			$id = self::take( $url, $post_id, $title );
			if ( is_wp_error( $id ) ) {
				$missing[] = "image: $url (" . $id->get_error_message() . ')';
				continue;
			}
			$there = (string) wp_get_attachment_url( $id );
			$html  = str_replace(
				array( 'src="' . $url . '"', 'src="' . esc_attr( $url ) . '"' ),
				'src="' . esc_url( $there ) . '"',
				$html
			);
		}
		return array( $html, $missing );
	}
}
