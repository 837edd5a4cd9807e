import type { english } from '../../texts/en';

type Group = keyof typeof english.chat.emojiGroups;

/** So many stand in a row of the picker. */
export const EMOJI_IN_ROW = 8;

/**
 * What can be picked; whatever a keyboard has besides can be typed. No names: screen readers know
 * them in the language of their person. Nothing newer than Unicode 12, which phones of five years have.
 */
export const EMOJI: readonly (readonly [Group, readonly string[]])[] = (
  [
    ['often', '👍 ❤️ 😂 🎉 😮 😢 🙏 👀'],
    [
      'faces',
      '😀 😃 😄 😁 😅 🤣 😊 😇 🙂 🙃 😉 😌 😍 🥰 😘 😋 😛 😜 🤪 🤨 🧐 🤓 😎 🥳 😏 😒 😞 😔 😟 😕 🙁 😣 😖 😫 😩 🥺 😭 😤 😠 😡 🤯 😳 🥵 🥶 😱 😨 😰 😥 🤗 🤔 🤭 🤫 😶 😐 😑 😬 🙄 😴 🤤 😷 🤒 🤕 🤢 😈',
    ],
    [
      'people',
      '👋 🤚 ✋ 👌 ✌️ 🤞 🤟 🤘 🤙 👈 👉 👆 👇 👎 ✊ 👊 👏 🙌 👐 🤲 🤝 💪 🙋 🤷 🤦 🙇 💁 🙆 🙅 💃 🕺 🏃',
    ],
    ['hearts', '🧡 💛 💚 💙 💜 🖤 💔 💕 💯 ✅ ❌ ❓ ❗ ⚠️ 💤 ✨ ⭐ 🔥 💥 💬 👁️ 🔒 🔑 🔔'],
    [
      'nature',
      '🐶 🐱 🐭 🐰 🦊 🐻 🐼 🐸 🐵 🐔 🐧 🦉 🦄 🐝 🦋 🐢 🐙 🐬 🌵 🌲 🌸 🌻 🍀 🌈 ☀️ 🌙 ⛅ ⚡ ❄️ 🌊 🌍 🍂',
    ],
    ['food', '🍎 🍌 🍇 🍓 🍒 🥑 🥕 🌽 🍞 🧀 🍕 🍔 🍟 🍣 🍜 🍰 🍪 🍫 🍿 ☕ 🍵 🍺 🍷 🥂'],
    ['things', '🏠 🚗 🚲 🚆 ✈️ 🚀 ⛵ 🗺️ ⏰ 📅 📎 📁 📷 🎥 🎧 🎸 🎮 ⚽ 🏆 🎁 💡 🔧 💻 📱'],
  ] as const
).map(([group, emoji]) => [group, emoji.split(' ')]);
