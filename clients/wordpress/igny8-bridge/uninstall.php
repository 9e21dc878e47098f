<?php
/**
 * Takes away what the plugin has stored. The ids of contents stay with their posts: a plugin that is installed again
 * knows its posts by them, and publishes none of them twice.
 *
 * @package IGNY8_Bridge
 */

defined( 'WP_UNINSTALL_PLUGIN' ) || exit;

/** Cleans one site. */
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
