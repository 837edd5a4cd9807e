import type { AllTexts } from '../translation';

export const people: AllTexts['people'] = {
  list: 'Personas',
  you: 'Tú',
  nameAndYou: (name) => `${name} (tú)`,
  guest: 'Sin nombre',
  another: (name) => `${name} (otra persona)`,
  left: (name) => `${name} (ya no está)`,
  link: {
    connecting: 'Conectando',
    connected: 'En línea',
    reconnecting: 'Conectando de nuevo',
    left: 'Ya no está',
    noPath: 'Sin camino por la red',
    lost: 'Sin conexión',
  },
  direct: 'Directa',
  relayed: 'Retransmitida',
  aboutDirect: 'De navegador a navegador: veis la dirección IP el uno del otro.',
  aboutRelayed: 'Por un servidor de retransmisión, que ve cuándo y cuánto enviáis, nunca qué.',
  verified: 'Verificado',
  notVerified: 'Sin verificar',
  codesDiffer: 'Sin verificar: los códigos son distintos',
  safetyCode: 'Código de seguridad',
  muted: 'Silencio',
  proposal: (name) =>
    `Esta contraseña no parece sacada al azar, así que se podría adivinar. Compara el código de seguridad con ${name} para tener la certeza de que no hay nadie entre vosotros.`,
  awaited: (name) =>
    `${name} dice que vuestros códigos de seguridad coinciden. Compáralos tú también.`,
  compareNow: 'Comparar ahora',
};
