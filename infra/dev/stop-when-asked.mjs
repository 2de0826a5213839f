/**
 * Stops once, in order, whoever asks: Ctrl-C (however often), a signal, a closed terminal, npm gone, a fault of our own.
 * @param {() => Promise<void>} stop
 */
export function stopWhenAsked(stop) {
  let isReady = false;
  let isStopping = false;

  /** @param {string} reason @param {number} exitCode */
  const end = (reason, exitCode) => {
    if (isStopping) return;
    isStopping = true;
    console.log(`\n${reason}: Querraum wird beendet …`);
    const began = Date.now();
    stop().then(
      () => {
        console.log(`Beendet (${((Date.now() - began) / 1000).toFixed(1).replace('.', ',')} s).`);
        process.exit(exitCode);
      },
      (error) => {
        console.error(error);
        process.exit(1);
      },
    );
  };

  // A closed terminal takes our output away, but not our duty to stop what we started.
  process.stdout.on('error', () => undefined);
  process.stderr.on('error', () => undefined);
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.on(signal, () => end(signal, isReady ? 0 : 130));
  }
  process.on('uncaughtException', (error) => {
    console.error(error);
    end('Fehler', 1);
  });

  // npm hands a signal to its shell alone; when that dies of it, we only notice that our parent has changed.
  const parent = process.ppid;
  if (process.env.npm_lifecycle_event) {
    setInterval(() => process.ppid !== parent && end('npm ist beendet', 0), 500).unref();
  }

  return {
    isReady: () => {
      isReady = true;
    },
    isStopping: () => isStopping,
  };
}
