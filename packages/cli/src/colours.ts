/** Nothing is coloured that does not go to a terminal. Imported before anything that colours. */
if (!process.stdout.isTTY) process.env.NO_COLOR ??= '1'
