#!/usr/bin/env bash
# start.sh PORT DIR
#
# Starts a real WordPress (Debian's, on SQLite, by `php -S`) on http://127.0.0.1:PORT and prints what is needed to use
# it as one JSON object. What is missing is fetched from Debian and npm, once; Debian packages need root.
#   WP_PERMALINKS      pretty (default) | plain
#   WP_FOLDER          where it is below the host: nothing (default), or one name
#   WP_BRIDGE_KEY      the key of the IGNY8 plugin
#   WP_APP_PASSWORDS   on (default) | off, as on a site without https
#   WP_CACHE           default ~/.cache/igny8-wordpress
set -euo pipefail

PORT="${1:?usage: start.sh PORT DIR}"
DIR="${2:?usage: start.sh PORT DIR}"
HERE="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
PERMALINKS="${WP_PERMALINKS:-pretty}"
CACHE="${WP_CACHE:-$HOME/.cache/igny8-wordpress}"
PLAYGROUND=@wp-playground/cli@3.1.56 # carries the SQLite plugin
FOLDER="${WP_FOLDER:+/$WP_FOLDER}"
URL="http://127.0.0.1:$PORT$FOLDER"
mkdir -p "$DIR" "$CACHE"
DIR="$(cd "$DIR" && pwd)"
ROOT="$DIR/wordpress"
LOG="$DIR/setup.log"

die() { echo "start.sh: $*" >&2; tail -20 "$LOG" >&2 2>/dev/null || true; exit 1; }
exec 9>"$CACHE/.lock"; flock -w 600 9 || die "another start holds $CACHE/.lock"

# ---- PHP ---------------------------------------------------------------------------------
php_has() { php -r 'foreach (array_slice($argv, 1) as $e) if (!extension_loaded($e)) exit(1);' "$@" 2>/dev/null; }
EXTENSIONS=(curl mbstring dom gd fileinfo pdo_sqlite)
if ! php_has "${EXTENSIONS[@]}"; then
  [ "$(id -u)" = 0 ] || die "PHP lacks one of ${EXTENSIONS[*]}, and installing it needs root"
  PACKAGES=(php-cli php-curl php-mbstring php-xml php-gd php-sqlite3)
  install() { DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends -o DPkg::Lock::Timeout=600 "${PACKAGES[@]}" >>"$LOG" 2>&1; }
  install || { apt-get update -q >>"$LOG" 2>&1; install; } || die "apt-get install ${PACKAGES[*]}"
fi

# ---- WordPress and its SQLite plugin -----------------------------------------------------
if [ ! -e "$CACHE/wordpress/.ok" ]; then
  rm -rf "$CACHE/wordpress"; TMP="$(mktemp -d "$CACHE/tmp.XXXXXX")"
  # Unpacked, not installed: the package would bring a web server and a database along.
  download() { (cd "$TMP" && apt-get download -q -o APT::Sandbox::User=root wordpress php-getid3) >>"$LOG" 2>&1; }
  download || { apt-get update -q >>"$LOG" 2>&1; download; } || die "apt-get download wordpress"
  for deb in "$TMP"/*.deb; do dpkg-deb -x "$deb" "$TMP/x"; done
  W="$TMP/x/usr/share/wordpress"
  rm -rf "$W/.htaccess" "$W/wp-config.php" "$W/wp-content/languages"
  # Debian links files out of the tree: make them real ones.
  find "$W/wp-includes/ID3" -type l | while read -r link; do target="$(readlink -f "$link")"; rm "$link"; [ ! -f "$target" ] || cp "$target" "$link"; done
  find "$W" -xtype l -delete
  mv "$W" "$CACHE/wordpress"; rm -rf "$TMP"; touch "$CACHE/wordpress/.ok"
fi
if [ ! -e "$CACHE/sqlite/.ok" ]; then
  rm -rf "$CACHE/sqlite"; TMP="$(mktemp -d "$CACHE/tmp.XXXXXX")"
  (cd "$TMP" && npm pack --silent "$PLAYGROUND" && tar xzf ./*.tgz package/sqlite-database-integration.zip) >>"$LOG" 2>&1 || die "npm pack $PLAYGROUND"
  python3 -m zipfile -e "$TMP/package/sqlite-database-integration.zip" "$TMP/x"
  mv "$TMP"/x/* "$CACHE/sqlite"; rm -rf "$TMP"; touch "$CACHE/sqlite/.ok"
fi

# ---- the site ----------------------------------------------------------------------------
mkdir -p "$DIR/data"
cp -a "$CACHE/wordpress" "$ROOT"
mkdir -p "$ROOT/wp-content/"{mu-plugins,plugins,themes/bare,uploads}
printf '/*\nTheme Name: Bare\n*/\n' >"$ROOT/wp-content/themes/bare/style.css"
cat >"$ROOT/wp-content/themes/bare/index.php" <<'PHP'
<!DOCTYPE html>
<html <?php language_attributes(); ?>><head><meta charset="utf-8"><?php wp_head(); ?></head><body <?php body_class(); ?>>
<?php while ( have_posts() ) : the_post(); ?><article><h2><?php the_title(); ?></h2><?php the_content(); ?></article><?php endwhile; ?>
<?php wp_footer(); ?></body></html>
PHP
SQLITE="$ROOT/wp-content/plugins/sqlite-database-integration"
cp -a "$CACHE/sqlite" "$SQLITE"
# The plugin's prepare() serves WordPress's own tests alone, and needs WordPress 6.2.
sed -i 's/^\tpublic function prepare( \$query, \.\.\.\$args ) {$/&\n\t\treturn parent::prepare( $query, ...$args );/' "$SQLITE/wp-includes/sqlite/class-wp-sqlite-db.php"
sed -e "s#{SQLITE_IMPLEMENTATION_FOLDER_PATH}#$SQLITE#g" -e "s#{SQLITE_PLUGIN}#sqlite-database-integration/load.php#g" "$CACHE/sqlite/db.copy" >"$ROOT/wp-content/db.php"
cp "$HERE/test-site.php" "$ROOT/wp-content/mu-plugins/a-test-site.php"
cp "$HERE/seo-plugins.php" "$ROOT/wp-content/mu-plugins/b-seo-plugins.php"
cp "$HERE/router.php" "$DIR/router.php"
cp -a "$HERE/../../../clients/wordpress/igny8-bridge" "$ROOT/wp-content/plugins/"
flock -u 9

[ "${WP_APP_PASSWORDS:-on}" = on ] && KIND=local || KIND=production
cat >"$ROOT/wp-config.php" <<PHP
<?php
define('DB_ENGINE', 'sqlite'); define('DB_DIR', '$DIR/data/'); define('DB_FILE', 'site.sqlite'); define('SQLITE_JOURNAL_MODE', 'WAL');
define('DB_NAME', 'wordpress'); define('DB_USER', ''); define('DB_PASSWORD', ''); define('DB_HOST', '');
define('DB_CHARSET', 'utf8mb4'); define('DB_COLLATE', ''); \$table_prefix = 'wp_';
foreach (array('AUTH', 'SECURE_AUTH', 'LOGGED_IN', 'NONCE') as \$k) { define("{\$k}_KEY", "key of \$k"); define("{\$k}_SALT", "salt of \$k"); }
define('WP_HOME', '$URL'); define('WP_SITEURL', '$URL'); define('WP_ENVIRONMENT_TYPE', '$KIND');
define('WP_DEBUG', true); define('WP_DEBUG_DISPLAY', false); define('WP_DEBUG_LOG', '$DIR/debug.log');
define('DISABLE_WP_CRON', true); define('WP_HTTP_BLOCK_EXTERNAL', true); define('AUTOMATIC_UPDATER_DISABLED', true);
define('FS_METHOD', 'direct'); define('WP_DEFAULT_THEME', 'bare');
define('TB_DIR', '$DIR');
if (!defined('ABSPATH')) define('ABSPATH', __DIR__ . '/');
require_once ABSPATH . 'wp-settings.php';
PHP
(cd "$ROOT" && TB_URL="$URL" TB_PERMALINKS="$PERMALINKS" TB_OUT="$DIR/site.json" TB_BRIDGE_KEY="${WP_BRIDGE_KEY:-}" php -d memory_limit=512M "$HERE/setup.php") >>"$LOG" 2>&1 || die "setup.php"
[ -s "$DIR/site.json" ] || die "setup.php said nothing"

# ---- start -------------------------------------------------------------------------------
echo '[]' >"$DIR/faults.json"
[ -z "$FOLDER" ] || { mkdir "$DIR/host"; ln -s "$ROOT" "$DIR/host$FOLDER"; }
TB_DIR="$DIR" TB_ROOT="$ROOT" TB_FOLDER="$FOLDER" PHP_CLI_SERVER_WORKERS=4 setsid php -d upload_max_filesize=64M -d post_max_size=64M -d memory_limit=256M \
  -S "127.0.0.1:$PORT" -t "$([ -z "$FOLDER" ] && echo "$ROOT" || echo "$DIR/host")" "$DIR/router.php" >"$DIR/server.log" 2>&1 9>&- &
echo $! >"$DIR/server.pid"
for _ in $(seq 1 200); do
  curl -s -m 20 "$URL/?rest_route=/" 2>/dev/null | grep -q '"namespaces"' && { cat "$DIR/site.json"; exit 0; }
  kill -0 "$(cat "$DIR/server.pid")" 2>/dev/null || die "the web server ended"
  sleep 0.1
done
die "no REST API at $URL"
