// Runs before anything is laid out: where the scripts can work, the tables wait until the picture is there.
if (globalThis.DecompressionStream) document.documentElement.classList.add("js");
