// Takes a picture that only decorates away from whoever asked to save data. Here and not on the server: everyone gets one page.
export function attach(picture) {
  picture.querySelectorAll("source").forEach((source) => source.remove());
  const image = picture.querySelector("img");
  image.removeAttribute("srcset");
  image.src = "data:,"; // stops a download that has begun
  picture.hidden = true;
}
