/* Draws each chart anew in the page, over its picture, so that it answers to the pointer.

   The picture stays where it is and gives the chart its place and its alternative text;
   without this script, or when anything here fails, it is the chart. The library is
   fetched when the first chart comes near the screen. */
(() => {
  const source = document.currentScript.dataset.library;
  const OPTIONS = {
    actions: false,
    ast: true, // expressions are interpreted: the policy of the site forbids eval
    defaultStyle: false,
    renderer: "svg",
    tooltip: { disableDefaultStyle: true },
  };
  let library;

  function loaded() {
    library ??= new Promise((resolve, reject) => {
      const tag = document.createElement("script");
      tag.src = source;
      tag.onload = () => resolve(window.vegaEmbed);
      tag.onerror = () => reject(new Error(`${source} could not be loaded`));
      document.head.append(tag);
    });
    return library;
  }

  async function specOf(picture) {
    const answer = await fetch(picture.replace(".svg?", ".json?"));
    if (!answer.ok) throw new Error(`${answer.url} answers ${answer.status}`);
    return answer.json();
  }

  async function draw(figure, image) {
    const picture = image.currentSrc;
    if (!picture || figure.dataset.drawn === picture) return;
    figure.dataset.drawn = picture;
    const [embed, spec] = await Promise.all([loaded(), specOf(picture)]);
    const place = document.createElement("div");
    place.className = "chart-live";
    place.setAttribute("aria-hidden", "true");
    await embed(place, spec, OPTIONS);
    if (figure.dataset.drawn !== picture) return; // another scheme or width by now
    figure.querySelector(".chart-live")?.remove();
    figure.append(place);
  }

  function drawOrLeave(figure, image) {
    draw(figure, image).catch((error) => console.warn("The chart stays a picture:", error));
  }

  const near = new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, target } of entries) {
        if (!isIntersecting) continue;
        near.unobserve(target);
        const image = target.querySelector("img");
        image.addEventListener("load", () => drawOrLeave(target, image));
        if (image.complete) drawOrLeave(target, image);
      }
    },
    { rootMargin: "200px" },
  );
  for (const figure of document.querySelectorAll("[data-chart]")) near.observe(figure);
})();
