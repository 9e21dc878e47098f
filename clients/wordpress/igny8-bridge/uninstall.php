<?php
/**
 * Deletes what the plugin has stored. The content ids stay with their posts, so that the plugin recognises its posts if
 * it is installed again, and publishes none of them twice.
 *
 * @package IGNY8_Bridge
 */

defined( 'WP_UNINSTALL_PLUGIN' ) || exit;

/** Deletes the plugin's data of one site. */
function igny8_bridge_uninstall() {
	delete_option( 'igny8_bridge' );
	delete_option( 'igny8_bridge_log' );
	delete_post_meta_by_key( '_igny8_last_sync' );
	wp_unschedule_hook( 'igny8_bridge_deliver' );
}

if ( is_multisite() ) {
	$igny8_bridge_sites = get_sites(
		array(
			'fields' => 'ids',
			'number' => 0,
		)
	);
	foreach ( $igny8_bridge_sites as $igny8_bridge_site ) {
		switch_to_blog( $igny8_bridge_site );
		igny8_bridge_uninstall();
		restore_current_blog();
	}
} else {
	igny8_bridge_uninstall();
}
