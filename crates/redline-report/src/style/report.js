(function () {
  function items(table) {
    var bodies = Array.from(table.tBodies);
    return bodies.length > 1 ? bodies : Array.from(bodies[0].rows);
  }
  function value(item, column) {
    var row = item.rows ? item.rows[0] : item;
    var text = row.cells[column].textContent.trim();
    var number = parseFloat(text.replace("−", "-").replace("+", "").split(",").join(""));
    return isNaN(number) ? text : number;
  }
  function compare(one, other) {
    var numbers = [one, other].map(function (it) { return typeof it === "number"; });
    if (numbers[0] !== numbers[1]) return numbers[0] ? 1 : -1;
    return numbers[0] ? one - other : one.localeCompare(other);
  }
  function sort(table, head, column) {
    var sorted = head.getAttribute("aria-sort");
    var falls = sorted ? sorted === "ascending" : head.classList.contains("redline-number");
    Array.from(head.parentNode.cells).forEach(function (cell) { cell.removeAttribute("aria-sort"); });
    head.setAttribute("aria-sort", falls ? "descending" : "ascending");
    var all = items(table);
    var parent = all[0].parentNode;
    all.sort(function (one, other) {
      var order = compare(value(one, column), value(other, column));
      return falls ? -order : order;
    }).forEach(function (item) { parent.appendChild(item); });
  }
  function filter(table) {
    var label = document.createElement("label");
    var input = document.createElement("input");
    var shown = document.createElement("span");
    input.type = "search";
    shown.setAttribute("role", "status");
    label.className = "redline-filter";
    label.append("Filter: ", input, " ", shown);
    table.parentNode.before(label);
    input.addEventListener("input", function () {
      var words = input.value.trim().toLowerCase();
      var all = items(table);
      all.forEach(function (item) { item.hidden = !item.textContent.toLowerCase().includes(words); });
      var left = all.filter(function (item) { return !item.hidden; }).length;
      shown.textContent = words ? left + " of " + all.length : "";
    });
  }
  document.querySelectorAll("table.redline-explorer:not([data-ready])").forEach(function (table) {
    table.dataset.ready = "yes";
    Array.from(table.tHead.rows[0].cells).forEach(function (head, column) {
      var button = document.createElement("button");
      button.type = "button";
      button.append(head.textContent);
      button.addEventListener("click", function () { sort(table, head, column); });
      head.replaceChildren(button);
    });
    if (items(table).length > 5) filter(table);
  });
})();
