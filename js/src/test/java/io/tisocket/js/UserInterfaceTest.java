// SPDX-License-Identifier: Apache-2.0
package io.tisocket.js;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Scripts with a user interface run without a screen. */
@Timeout(60)
class UserInterfaceTest {

    @Test
    @DisplayName("every createX gives an object of that name that keeps its properties")
    void properties() {
        assertThat(Script.print("""
                const label = Ti.UI.createLabel({ text: 'hi', top: 10, custom: { a: 1 } });
                console.log(label.apiName, label.text, label.custom.a, label.getText(), label.getTop(), label.missing, label.getMissing());
                label.setText('ho'); label.color = 'red'; label.setLeft(5);
                console.log(label.text, label.getColor(), label.left, JSON.stringify(label), String(label));
                console.log(Ti.UI.createSomethingNew({ x: 1 }).apiName, Ti.UI.iOS.createSplitWindow({ }).apiName);
                """))
                .containsExactly(
                        "Ti.UI.Label hi 1 hi 10 undefined undefined",
                        "ho red 5 {\"text\":\"ho\",\"top\":10,\"custom\":{\"a\":1},\"color\":\"red\",\"left\":5} [object Label]",
                        "Ti.UI.SomethingNew Ti.UI.iOS.SplitWindow");
    }

    @Test
    @DisplayName("children are added, removed and found; a child has one parent")
    void children() {
        assertThat(Script.print("""
                const a = Ti.UI.createView({ id: 'a' }), b = Ti.UI.createView({ id: 'b' }), c = Ti.UI.createLabel({ id: 'c' });
                a.add([b, c]);
                console.log(a.children.length, b.parent === a, a.getViewById('c') === c, a.getChildren().indexOf(c));
                b.add(c);
                console.log(a.children.length, c.parent === b, a.getViewById('c') === c);
                b.remove(c); b.remove(c); a.removeAllChildren(); a.add(null);
                console.log(a.children.length, b.parent, c.parent);
                """)).containsExactly("2 true true 1", "1 true true", "0 null null");
    }

    @Test
    @DisplayName("J1: a window opens and closes with its events, never within the call")
    void windowEvents() {
        assertThat(Script.print("""
                const w = Ti.UI.createWindow({ title: 'W' });
                for (const name of ['open', 'focus', 'blur', 'close']) { w.addEventListener(name, (e) => console.log(e.type, e.source === w)); }
                w.open();
                console.log('opening', Ti.UI.currentWindow === w);
                setTimeout(() => w.close(), 1);
                """))
                .containsExactly("opening true", "open true", "focus true", "blur true", "close true");
    }

    @Test
    @DisplayName("events can be fired by hand; animations end at once")
    void events() {
        assertThat(Script.print("""
                const b = Ti.UI.createButton({ title: 'go' });
                b.addEventListener('click', function (e) { console.log(e.type, e.x, this === b); });
                b.fireEvent('click', { x: 3 });
                b.animate({ opacity: 0 }, () => console.log('animated'));
                b.hide(); b.show(); b.focus();
                console.log(b.visible);
                """)).containsExactly("click 3 true", "true", "animated");
    }

    @Test
    @DisplayName("a dialog prints its title and message")
    void dialog() {
        assertThat(Script.print("""
                Ti.UI.createAlertDialog({ title: 'Failed', message: 'no network', buttonNames: ['OK'] }).show();
                Ti.UI.createAlertDialog({ message: 'only this' }).show();
                Ti.UI.createOptionDialog({ title: 'Choose', options: ['a', 'b'] }).show();
                """))
                .containsExactly("[ALERT] Failed: no network", "[ALERT] only this", "[ALERT] Choose: 0) a, 1) b");
    }

    @Test
    @DisplayName(
            "constants have values that differ; there is a current window from the start; setBackgroundColor keeps its value")
    void constants() {
        assertThat(Script.print("""
                console.log(Ti.UI.FILL !== Ti.UI.SIZE, Ti.UI.FILL === Ti.UI.FILL, Ti.UI.iPhone.SystemButtonStyle.PLAIN !== undefined);
                Ti.UI.setBackgroundColor('#000');
                console.log(Ti.UI.backgroundColor, Ti.UI.currentWindow.apiName, Ti.UI.unknown);
                Ti.UI.currentWindow.add(Ti.UI.createLabel({ text: 'x' }));
                console.log(Ti.UI.currentWindow.children.length);
                """)).containsExactly("true true true", "#000 Ti.UI.Window undefined", "1");
    }

    @Test
    @DisplayName("tabs, tables and lists take what scripts give them")
    void containers() {
        assertThat(Script.print("""
                const group = Ti.UI.createTabGroup();
                const tab = Ti.UI.createTab({ window: Ti.UI.createWindow() });
                group.addTab(tab);
                group.open();
                console.log(group.tabs.length, group.activeTab === tab, Ti.UI.currentTab === tab);
                const table = Ti.UI.createTableView({ data: [1] });
                table.setData([1, 2]); table.appendRow({ }); table.scrollToIndex(3);
                console.log(table.data.length);
                """)).containsExactly("1 true true", "2");
    }

    @Test
    @DisplayName("J4: an open window does not keep the program alive")
    void ends() {
        assertThat(Script.print("Ti.UI.createWindow({ }).open()")).isEmpty();
    }

    @Test
    @DisplayName("'in' knows what an object of the user interface answers; what looks at all of it comes to an end")
    void has() {
        assertThat(Script.print("""
                const view = Ti.UI.createView({ title: 'x' });
                console.log('createView' in Ti.UI, 'SIZE' in Ti.UI, 'title' in view, 'getTitle' in view, 'bogus' in view);
                let depth = 0;
                for (let at = Ti.UI; at !== undefined; at = at.Deeper) { depth++; }
                console.log(depth, Ti.UI.iPhone.RowAnimationStyle.NONE, 'createSomething' in view);
                """)).containsExactly("true true true true false", "3 NONE false");
    }
}
