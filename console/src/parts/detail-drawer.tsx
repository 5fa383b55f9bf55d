import { Drawer } from 'antd'
import type { ReactNode } from 'react'

type DetailDrawerProps = { open: boolean; title: ReactNode; onClose: () => void; footer?: ReactNode; children: ReactNode; wide?: boolean }

/** Details beside their table; the actions stay at its foot. Escape closes it. */
export function DetailDrawer({ open, title, onClose, footer, children, wide = false }: DetailDrawerProps) {
  return (
    <Drawer
      open={open}
      title={title}
      onClose={onClose}
      size={`min(${wide ? 720 : 520}px, 100vw)`}
      destroyOnHidden
      footer={footer ? <div className="drawer-actions">{footer}</div> : null}
      closable={{ placement: 'end' }}
      data-testid="drawer"
    >
      {children}
    </Drawer>
  )
}
