<?php
/**
 * Plugin Name:       IGNY8 Bridge
 * Description:       Publishes articles from IGNY8, and notifies IGNY8 of changes made on this site.
 * Version:           1.0.0
 * Requires at least: 6.1
 * Requires PHP:      7.4
 * Author:            IGNY8
 * License:           GPL-2.0-or-later
 * License URI:       https://www.gnu.org/licenses/gpl-2.0.html
 * Text Domain:       igny8-bridge
 *
 * @package IGNY8_Bridge
 */

defined( 'ABSPATH' ) || exit;

define( 'IGNY8_BRIDGE_VERSION', '1.0.0' );
/** Post meta: the post's IGNY8 content id, and the time of its last sync. */
define( 'IGNY8_BRIDGE_CONTENT_ID', '_igny8_content_id' );
define( 'IGNY8_BRIDGE_LAST_SYNC', '_igny8_last_sync' );

foreach ( array( 'settings', 'api', 'seo', 'images', 'publisher', 'rest', 'webhooks', 'screen' ) as $igny8_bridge_part ) {
	require __DIR__ . "/includes/class-igny8-bridge-$igny8_bridge_part.php";
}
unset( $igny8_bridge_part );

IGNY8_Bridge_Seo::hook();
IGNY8_Bridge_Rest::hook();
IGNY8_Bridge_Webhooks::hook();
if ( is_admin() ) {
	IGNY8_Bridge_Settings::hook();
	IGNY8_Bridge_Screen::hook();
}

register_deactivation_hook(
	__FILE__,
	function () {
		wp_unschedule_hook( IGNY8_Bridge_Webhooks::DELIVER );
	}
);
