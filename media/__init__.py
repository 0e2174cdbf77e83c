"""Images and audio made safe with Pillow. This is code; uploads live in MEDIA_ROOT, by default var/uploads."""
